package coppice.server.web;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Says every no: a problem document (RFC 9457) for programs, a page for people. No stack trace reaches either.
@ControllerAdvice
class RefusalAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalAdvice.class);

    private final Renderer renderer;

    RefusalAdvice(Renderer renderer) {
        this.renderer = renderer;
    }

    /// What a refused page shows.
    record Refusing(String code, String message) {}

    @ExceptionHandler
    ResponseEntity<?> refused(Refused refused, HttpServletRequest request) {
        return say(refused.refusal(), status(refused.refusal().kind()), request);
    }

    @ExceptionHandler({TypeMismatchException.class, HttpMessageNotReadableException.class})
    ResponseEntity<?> unreadable(NestedRuntimeException unreadable, HttpServletRequest request) {
        if (unreadable.getRootCause() instanceof Refused refused) return refused(refused, request);
        return say(new WebRefusal.UnreadableRequest(), HttpStatus.BAD_REQUEST, request);
    }

    @ExceptionHandler
    ResponseEntity<?> keyMissing(MissingRequestHeaderException missing, HttpServletRequest request) {
        return say(new WebRefusal.IdempotencyKeyMissing(), HttpStatus.BAD_REQUEST, request);
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class, MultipartException.class})
    ResponseEntity<?> tooLarge(HttpServletRequest request) {
        return say(new WebRefusal.FileTooLarge(), status(Refusal.Kind.TOO_LARGE), request);
    }

    @ExceptionHandler
    ResponseEntity<?> anything(Exception fault, HttpServletRequest request) {
        HttpStatusCode status =
                fault instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        if (status.value() == 404) return say(new KernelRefusal.NotFound(), status, request);
        if (status.is4xxClientError()) return say(new WebRefusal.UnreadableRequest(), status, request);
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), fault);
        return say(new WebRefusal.OurFault(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    private ResponseEntity<?> say(Refusal refusal, HttpStatusCode status, HttpServletRequest request) {
        var shell = renderer.shell(request);
        String message = shell.text().say(refusal);
        if (request.getRequestURI().startsWith("/api/")) {
            var problem = ProblemDetail.forStatus(status);
            problem.setType(URI.create("/problems/" + refusal.code()));
            problem.setTitle(message);
            if (!refusal.field().isEmpty()) problem.setProperty("field", refusal.field());
            if (refusal instanceof KernelRefusal.BadField bad && !bad.allowed().isEmpty())
                problem.setProperty("allowed", bad.allowed());
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .body(renderer.render("web/refused.jte", new Refusing(refusal.code(), message), shell));
    }

    static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case NOT_SIGNED_IN -> HttpStatus.UNAUTHORIZED;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BROKEN -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
