package coppice.server.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/// Protects uploads against forgery, behind the gate: the token of a form with files is one of its fields, and the
/// filter that looks for it in all other forms would read the files of whoever knocks.
final class UploadToken implements HandlerInterceptor {
    private final XorCsrfTokenRequestAttributeHandler tokens = new XorCsrfTokenRequestAttributeHandler();

    /// Whether a request is looked at here and not by the filter.
    static boolean guards(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!guards(request)
                || Security.carriesNoToken(request)
                || request.getDispatcherType() != DispatcherType.REQUEST) return true;
        // what is too large is refused as such, and not for want of a token
        if (request instanceof MultipartHttpServletRequest upload) upload.getMultiFileMap();
        var kept = (DeferredCsrfToken) request.getAttribute(DeferredCsrfToken.class.getName());
        if (isSame(tokens.resolveCsrfTokenValue(request, kept.get()), kept.get())) return true;
        response.sendError(HttpStatus.FORBIDDEN.value());
        return false;
    }

    private static boolean isSame(@org.jspecify.annotations.Nullable String given, CsrfToken kept) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), kept.getToken().getBytes(StandardCharsets.UTF_8));
    }
}
