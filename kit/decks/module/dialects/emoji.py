"""Emoji by their short names (`:rocket:`), as Marp writes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CODE = re.compile(r":([a-z0-9_+-]{2,40}):")
# names that GitHub's list gives to characters called otherwise in Unicode
NAMES = {
    "running": "🏃", "runner": "🏃", "walking": "🚶", "+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎",
    "smile": "😄", "smiley": "😃", "grin": "😁", "laughing": "😆",
    "joy": "😂", "rofl": "🤣", "wink": "😉", "blush": "😊", "heart_eyes": "😍", "thinking": "🤔", "sunglasses": "😎", "cry": "😢",
    "sob": "😭",
    "scream": "😱", "tada": "🎉", "fire": "🔥", "rocket": "🚀", "heart": "❤️", "star": "⭐", "star2": "🌟", "sparkles": "✨", "zap": "⚡",
    "boom": "💥", "bulb": "💡", "warning": "⚠️", "x": "❌", "white_check_mark": "✅", "heavy_check_mark": "✔️", "question": "❓",
    "exclamation": "❗", "clap": "👏", "wave": "👋", "pray": "🙏", "muscle": "💪", "ok_hand": "👌", "raised_hands": "🙌", "eyes": "👀",
    "point_right": "👉", "point_left": "👈", "point_up": "☝️", "point_down": "👇", "coffee": "☕", "beer": "🍺", "pizza": "🍕", "gift": "🎁",
    "book": "📖", "books": "📚", "memo": "📝", "pencil": "📝", "pencil2": "✏️", "mag": "🔍", "key": "🔑", "lock": "🔒", "unlock": "🔓",
    "computer": "💻", "iphone": "📱", "phone": "☎️", "email": "📧", "envelope": "✉️", "calendar": "📆", "date": "📅", "clock": "🕒",
    "hourglass": "⌛", "chart_with_upwards_trend": "📈", "chart_with_downwards_trend": "📉", "bar_chart": "📊", "moneybag": "💰",
    "dollar": "💵", "wrench": "🔧", "hammer": "🔨", "gear": "⚙️", "link": "🔗", "bug": "🐛", "snake": "🐍", "whale": "🐳", "penguin": "🐧",
    "cat": "🐱", "dog": "🐶", "sunny": "☀️", "cloud": "☁️", "snowflake": "❄️", "umbrella": "☔", "earth_africa": "🌍", "earth_americas": "🌎",
    "earth_asia": "🌏", "cn": "🇨🇳", "us": "🇺🇸", "jp": "🇯🇵", "de": "🇩🇪", "fr": "🇫🇷", "gb": "🇬🇧", "checkered_flag": "🏁", "trophy": "🏆",
    "100": "💯", "recycle": "♻️", "no_entry": "⛔", "construction": "🚧", "art": "🎨", "musical_note": "🎵", "car": "🚗",
    "airplane": "✈️", "house": "🏠", "school": "🏫", "hospital": "🏥", "factory": "🏭", "seedling": "🌱", "herb": "🌿", "apple": "🍎",
    "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "speech_balloon": "💬", "loudspeaker": "📢", "bell": "🔔",
    "information_source": "ℹ️", "mailbox": "📫", "satisfied": "😆", "relaxed": "☺️", "sweat_smile": "😅", "innocent": "😇", "hugs": "🤗",
    "rage": "😡", "shrug": "🤷", "facepalm": "🤦",
    "point_up_2": "👆", "fist": "✊", "punch": "👊", "mortar_board": "🎓", "dart": "🎯", "1st_place_medal": "🥇", "red_circle": "🔴",
    "large_blue_circle": "🔵", "o": "⭕", "ballot_box_with_check": "☑️", "bangbang": "‼️", "tv": "📺", "robot": "🤖", "shield": "🛡️",
    "hammer_and_wrench": "🛠️", "rotating_light": "🚨", "ship": "🚢", "bike": "🚲", "soccer": "⚽", "kr": "🇰🇷", "ru": "🇷🇺", "it": "🇮🇹",
    "es": "🇪🇸", "uk": "🇬🇧", "man_technologist": "👨‍💻", "woman_technologist": "👩‍💻", "raising_hand": "🙋", "checkmark": "✔️",
    "package": "📦", "clipboard": "📋", "pushpin": "📌", "paperclip": "📎", "camera": "📷",
}  # fmt: skip


def shown(text: str) -> str:
    """Return text with its short names as characters; what is no name stays."""
    return CODE.sub(lambda found: _character(found[1]) or found[0], text) if ":" in text else text


@lru_cache(maxsize=512)
def _character(name: str) -> str:
    if name in NAMES:
        return NAMES[name]
    try:
        found = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""
    return found if ord(found) >= 0x2600 else ""
