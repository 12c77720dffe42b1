package coppice.server.web;

/// What a page's handler answers: something to look at, where to look next, or a file to save.
public sealed interface Reply permits Page, Redirect, Download {}
