package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.RouteSamples.Sample;
import coppice.server.RouteSamples.Whose;
import coppice.server.web.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route of the running program, and an address of each in the village.
final class Routes {
    private static final Pattern VARIABLE = Pattern.compile("([^/{}]+)/\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");
    /// By room, then by variable; brought once.
    private static final Map<String, Map<String, Sample>> SAMPLES = new HashMap<>();

    private Routes() {}

    /// @param room whose handler it has
    record Route(RequestMethod method, String pattern, Access access, boolean afterEnd, String room) {
        boolean api() {
            return pattern.startsWith("/api/");
        }

        /// What stands for its variables, by the variable; the commons aside.
        Map<String, Optional<Sample>> samples() {
            var found = new HashMap<String, Optional<Sample>>();
            VARIABLE.matcher(pattern)
                    .results()
                    .filter(match -> !match.group(2).equals("slug"))
                    .forEach(match -> found.put(match.group(), sample(room, match.group(1), match.group(2))));
            return found;
        }

        boolean has(Whose whose) {
            return samples().values().stream()
                    .anyMatch(sample -> sample.orElseThrow().whose() == whose);
        }

        String path(String slug) {
            String path = pattern.replace("{slug}", slug);
            for (var sample : samples().entrySet()) {
                String before = sample.getKey().substring(0, sample.getKey().indexOf('{'));
                path = path.replace(
                        sample.getKey(),
                        before + sample.getValue().orElseThrow().value());
            }
            return path;
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    static Map<HandlerMethod, RequestMappingInfo> handlers() {
        var handlers = new HashMap<HandlerMethod, RequestMappingInfo>();
        House.open()
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> {
                    if (handler.getBeanType().getName().startsWith("coppice.")) handlers.put(handler, info);
                });
        return handlers;
    }

    static List<Route> all() {
        var routes = new ArrayList<Route>();
        handlers().forEach((handler, info) -> {
            var allow = handler.getMethodAnnotation(Access.Allow.class);
            assertThat(allow).as("no expectation for " + info).isNotNull();
            String room = room(handler.getBeanType().getName());
            for (var verb : info.getMethodsCondition().getMethods())
                for (var pattern : info.getPatternValues())
                    routes.add(new Route(verb, pattern, allow.value(), allow.afterEnd(), room));
        });
        return routes;
    }

    static String path(String pattern, String slug) {
        return all().stream()
                .filter(route -> route.pattern().equals(pattern))
                .findFirst()
                .orElseThrow()
                .path(slug);
    }

    private static String room(String type) {
        return type.split("\\.")[2];
    }

    /// The room's own for this place, else for the variable, else the only other room's.
    private static Optional<Sample> sample(String room, String before, String variable) {
        var own = SAMPLES.getOrDefault(room, Map.of());
        var known = Stream.of(before + "/" + variable, variable)
                .filter(own::containsKey)
                .map(own::get)
                .findFirst();
        if (known.isPresent()) return known;
        var others = SAMPLES.values().stream()
                .filter(samples -> samples.containsKey(variable))
                .toList();
        return others.size() == 1 ? Optional.of(others.getFirst().get(variable)) : Optional.empty();
    }

    /// Lets every room bring its samples.
    static synchronized void bring() throws Exception {
        if (!SAMPLES.isEmpty()) return;
        var village = new Village();
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(RouteSamples.class));
        for (var found : scan.findCandidateComponents("coppice")) {
            var constructor = Class.forName(found.getBeanClassName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            for (var sample : ((RouteSamples) constructor.newInstance()).in(village))
                assertThat(SAMPLES.computeIfAbsent(room(found.getBeanClassName()), _ -> new HashMap<>())
                                .put(sample.variable(), sample))
                        .as("two samples of " + sample.variable())
                        .isNull();
        }
    }

    /// Routes with a variable that no room brought anything for.
    static List<String> unresolved() {
        return all().stream()
                .flatMap(route -> route.samples().entrySet().stream()
                        .filter(sample -> sample.getValue().isEmpty())
                        .map(sample -> route + ": nothing stands for " + sample.getKey()))
                .toList();
    }

    /// Samples that no route has a place for.
    static Set<String> unused() {
        var used = new ArrayList<Sample>();
        all().forEach(route -> route.samples().values().forEach(sample -> sample.ifPresent(used::add)));
        var unused = new TreeSet<String>();
        SAMPLES.forEach((room, samples) -> samples.values().stream()
                .filter(sample -> used.stream().noneMatch(one -> one == sample))
                .forEach(sample -> unused.add(room + " " + sample.variable())));
        return unused;
    }
}
