package coppice.server.commons;

import coppice.server.kernel.CommonsId;

/// What the charter in force says that belonging goes by; said by the room that keeps it.
public interface Governance {
    String purpose(CommonsId commons);

    /// How the commons decides about a matter.
    Procedure procedure(CommonsId commons, Matter matter);
}
