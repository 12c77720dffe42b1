package coppice.server.commons;

/// A room in which time alone makes something happen; every room offers its own as a bean. Nothing depends on when it
/// is
/// asked: whoever looks at what is due settles it as well.
public interface Due {
    /// Does what is due by now.
    void settleDue(Commons commons);
}
