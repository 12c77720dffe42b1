package coppice.server.web;

import coppice.server.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Who looks at a page or calls the API.
///
/// @param account who it is; empty for nobody in particular
/// @param name    what to call them
/// @param session the session they came with; empty for a token
/// @param scope   what a token may do; empty for a session, which may do all that its account may
public record Viewer(Optional<AccountId> account, String name, Optional<SessionId> session, Optional<Scope> scope) {
    public static final Viewer NOBODY = new Viewer(Optional.empty(), "", Optional.empty(), Optional.empty());

    private static final String ATTRIBUTE = Viewer.class.getName();

    /// What a token may do at most; each includes the ones before it.
    public enum Scope {
        READ,
        CONTRIBUTE,
        STEWARD
    }

    public static Viewer of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Viewer viewer ? viewer : NOBODY;
    }

    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
