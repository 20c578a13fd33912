import fs from "fs"

// #region setup
const board = new Board()
board.place("e2")
// #endregion setup
