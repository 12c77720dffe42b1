package coppice.server.commons.web;

import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Room;
import coppice.server.web.Access;
import coppice.server.web.Place;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Stands before every route and lets through whom the route's `@Allow` names; to all others it is not there.
@Component
class Gate implements HandlerInterceptor {
    static final String STANDING = Standing.class.getName();
    private static final List<String> READS = List.of("GET", "HEAD", "OPTIONS");

    private final Commonses commonses;
    private final List<Room> rooms;

    Gate(Commonses commonses, List<Room> rooms) {
        this.commonses = commonses;
        this.rooms = rooms;
    }

    /// A program without a token, or with one that may less than this.
    sealed interface GateRefusal extends Refusal {
        record TokenMissing() implements GateRefusal, NotSignedIn {}

        record TokenTooWeak(String scope) implements GateRefusal, NotAllowed {}
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith("coppice.")) return true;
        var allow = method.getMethodAnnotation(Access.Allow.class);
        if (allow == null) throw new IllegalStateException("route without @Allow: " + method);
        var viewer = Viewer.of(request);
        boolean signedIn = viewer.account().isPresent();
        var standing = standing(request, viewer);
        boolean open = allow.value() == Access.PUBLIC
                || (allow.value() == Access.READER && standing != null && standing.showsNames());
        if (!signedIn && !open) return askWho(request, response);
        checkScope(request, viewer, allow.value());
        boolean allowed = switch (allow.value()) {
            case PUBLIC -> true;
            case READER -> open;
            case ACCOUNT -> signedIn;
            case MEMBER -> standing != null && standing.isMember();
            case STEWARD -> standing != null && standing.isSteward();
        };
        if (!allowed) throw new Refused(new KernelRefusal.NotFound());
        if (standing != null && !READS.contains(request.getMethod()) && !allow.afterEnd())
            standing.commons().refuseEnded();
        return true;
    }

    private static boolean askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) throw new Refused(new GateRefusal.TokenMissing());
        String here = request.getMethod().equals("GET") ? request.getRequestURI() : "/";
        response.setStatus(303);
        response.setHeader("Location", "/sign-in?to=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
        return false;
    }

    private static void checkScope(HttpServletRequest request, Viewer viewer, Access access) {
        if (viewer.scope().isEmpty()) return;
        var needed = request.getMethod().equals("GET")
                ? Scope.READ
                : access == Access.STEWARD || access == Access.ACCOUNT ? Scope.STEWARD : Scope.CONTRIBUTE;
        if (viewer.scope().get().compareTo(needed) < 0) throw new Refused(new GateRefusal.TokenTooWeak(needed.name()));
    }

    @SuppressWarnings("unchecked")
    private @org.jspecify.annotations.Nullable Standing standing(HttpServletRequest request, Viewer viewer) {
        var variables = (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String slug = variables == null ? null : variables.get("slug");
        if (slug == null) return null;
        var standing = commonses.standing(slug, viewer);
        boolean writes = !request.getMethod().equals("GET");
        if (writes && viewer.scope().filter(scope -> scope != Scope.STEWARD).isPresent())
            standing = standing.asMember();
        request.setAttribute(STANDING, standing);
        place(standing).attachTo(request);
        return standing;
    }

    private Place place(Standing standing) {
        var commons = standing.commons();
        var lines = new ArrayList<Place.Line>();
        rooms.stream()
                .filter(room -> room.tab().isPresent())
                .filter(room -> switch (room.tab().get().audience()) {
                    case EVERYONE -> true;
                    case READERS -> standing.showsNames();
                    case MEMBERS -> standing.isMember();
                })
                .sorted(Comparator.comparing(room -> room.tab().orElseThrow(), Room.Tab.IN_ORDER))
                .forEach(room -> lines.add(new Place.Line(room.name(), commons.address() + "/" + room.name())));
        return new Place(commons.slug(), commons.name(), commons.notice(), commons.ended(), lines);
    }
}
