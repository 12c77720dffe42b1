package coppice.server.web;

/// What follows a form: look at this address (303 See Other).
public record Redirect(String address) implements Reply {}
