package coppice.server.charter;

/// @param publicNames true: anyone may read members' names
public record PrivacyRules(boolean publicNames) {}
