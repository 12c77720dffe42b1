package coppice.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Addresses that are a room's own now and were somewhere else before; a room declares them in a bean. Whoever
/// comes by an old one is sent on for good: to a page by 301, everything else by 308, which keeps what was sent.
///
/// @param addresses new ones by old ones, as patterns of paths: `/c/{slug}/old/{*rest}` goes to `/c/{slug}/new{rest}`
public record Moved(Map<String, String> addresses) {
    /// All that stood under a beginning within a commons, for pages and for programs.
    ///
    /// @param beginnings new ones by old ones, without what is before them: `old/things` goes to `things`
    public static Moved inCommons(Map<String, String> beginnings) {
        var addresses = new HashMap<String, String>();
        beginnings.forEach((from, to) -> {
            for (var face : List.of("/c/{slug}/", "/api/c/{slug}/"))
                addresses.put(face + from + "/{*rest}", face + to + "{rest}");
        });
        return new Moved(addresses);
    }

    private record Way(PathPattern from, String to) {}

    /// Stands before all else: what is sent on is looked at where it arrives.
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Signpost extends OncePerRequestFilter {
        private final List<Way> ways;

        Signpost(List<Moved> moved) {
            ways = moved.stream()
                    .flatMap(one -> one.addresses().entrySet().stream())
                    .map(one -> new Way(PathPatternParser.defaultInstance.parse(one.getKey()), one.getValue()))
                    .toList();
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var path = PathContainer.parsePath(request.getRequestURI());
            for (var way : ways) {
                var match = way.from().matchAndExtract(path);
                if (match == null) continue;
                String to = UriComponentsBuilder.fromPath(way.to())
                        .buildAndExpand(match.getUriVariables())
                        .encode()
                        .toUriString();
                boolean page = List.of("GET", "HEAD").contains(request.getMethod())
                        && !request.getRequestURI().startsWith("/api/");
                response.setStatus(page ? HttpServletResponse.SC_MOVED_PERMANENTLY : 308);
                String query = request.getQueryString();
                response.setHeader("Location", query == null ? to : to + "?" + query);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
