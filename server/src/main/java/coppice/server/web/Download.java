package coppice.server.web;

/// A file to save.
///
/// @param type its media type
public record Download(String name, String type, byte[] content) implements Reply {}
