package coppice.server.commons;

import java.util.function.Consumer;

/// A chapter of the demo, told by the room whose verbs it uses: people do what they would do on the pages, with
/// keys of its own, so that telling it again changes nothing. Every room declares its chapters as beans.
///
/// @param of    the commons in which it happens
/// @param order chapters of a commons are told from small to large
public record StoryPart(Scene.Of of, int order, Consumer<Scene> tell) {}
