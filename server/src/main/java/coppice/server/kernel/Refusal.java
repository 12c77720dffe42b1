package coppice.server.kernel;

import java.util.List;

/// A rule said no. Every room seals its own refusals under this one.
public interface Refusal {
    /// Stable and public: it names the problem type (`/problems/CODE`) and the message (`refusal.CODE`).
    String code();

    Kind kind();

    /// What explains the no, in the order the message uses it.
    default List<Object> facts() {
        return List.of();
    }

    /// The form field the message belongs to; empty when it concerns the whole request.
    default String field() {
        return "";
    }

    /// Decides the HTTP status and nothing else.
    enum Kind {
        NOT_SIGNED_IN,
        NOT_FOUND,
        NOT_ALLOWED,
        CONFLICT,
        INVALID,
        TOO_MANY,
        TOO_LARGE,
        /// Not the request's fault.
        BROKEN
    }
}
