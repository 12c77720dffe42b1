package coppice.server.commons;

import java.util.List;

/// A room whose figures can be computed again from what is stored; every such room offers itself as a bean.
public interface Verifier {
    /// Computes them again and says of each whether it came out the same. Changes nothing.
    List<Check> verify(Commons commons);

    record Check(boolean isSound, String what) {}
}
