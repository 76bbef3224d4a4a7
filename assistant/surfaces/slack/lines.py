"""Every line that the bot says of its own, in one place to be read by its readers: what happened, and what to do."""

# Who may ask
OUTSIDE = "Only members of the workspace that runs this assistant can ask it. For access, ask the people who run it."
SHARED = (
    "This channel is shared with another organisation, so nothing is answered here. "
    "Ask in a direct message to this app instead."
)

# What cannot be answered
NO_WORDS = "Ask a question in words, and it is answered from the evidence."
NO_FILES = "Files and attachments are not read here: ask a question in words."
NO_QUESTION = "Ask a question in words: {command} Does ... help in ...?"
NO_CLAIM = "This message has no words to check. Choose one that claims something in words."
TOO_MANY = "Your question has {length:,} characters; the most is {most:,}. Ask a shorter one."
TOO_MANY_TO_CHECK = "This message has {length:,} characters; the most is {most:,}. Check a shorter one."

# What went wrong
BUSY = "Too many questions are being answered at the moment, so yours was not taken. Ask it again in a minute."
UNREACHABLE = "The evidence cannot be reached at the moment, so there is no answer. Ask again in a few minutes."
TOO_LONG = "Finding an answer took too long. Ask a shorter question, or ask again in a few minutes."
BROKEN = "There is no answer, because of a fault in this assistant. Please tell the people who run it."
GIVEN_UP = "This could not be answered. Ask again; if that does not help, tell the people who run this assistant."
CUT = (
    "This is only the first part of the answer: the rest, with cautions and sources, does not fit here. To read all of "
    "it, ask the same question in a direct message to this app, or mention it in a channel."
)
CUT_CHECK = "This is only the first part of the result: the rest does not fit here. Check a shorter message."

# Identifiers of a person; Slack shows a command to nobody, so there is no message to delete
NAMED = (
    "Personal details{kinds} were taken out of your question before it was answered. "
    "Slack still has your message with them: please delete it."
)
NAMED_COMMAND = (
    "Personal details{kinds} were taken out of your question before it was answered. "
    "Slack may keep what you typed: please leave them out next time."
)
NAMED_CHECK = (
    "Personal details{kinds} were taken out of the message before it was checked. "
    "Slack still has the message with them: please see that it is deleted."
)

# Buttons
CHANGED = "The evidence changed after this answer, so its passage cannot be shown. Ask the question again."
UNSHOWN = "Slack did not show the passage. Press the button again."
THANKS = "Thank you. Your rating is kept with the answer."
NOT_YOURS = (
    "Only the person who asked can rate this answer, and only while it is kept. To rate one, ask the question yourself."
)
UNKEPT = "Your rating could not be kept. Press the button again in a few minutes."
