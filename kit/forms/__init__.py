"""Forms: questions, frozen versions, answers, results."""
