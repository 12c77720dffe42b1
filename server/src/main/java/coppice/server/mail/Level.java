package coppice.server.mail;

/// How somebody wants to hear from a commons.
public enum Level {
    /// Each letter at once.
    EACH,
    /// Once a day, all together.
    DAILY,
    NONE
}
