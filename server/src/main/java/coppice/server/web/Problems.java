package coppice.server.web;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Every no that the server can say, by its code: read from the rooms' sealed refusals, so that none is listed by hand.
@Component
public class Problems {
    private static final String REFUSALS = "classpath*:coppice/server/**/*Refusal$*.class";

    private final SingletonSupplier<SortedMap<String, Problem>> all = SingletonSupplier.of(Problems::read);

    /// @param kind decides the HTTP status and what can be done about it
    public record Problem(String code, Refusal.Kind kind) {
        public HttpStatus status() {
            return RefusalAdvice.status(kind);
        }
    }

    public SortedMap<String, Problem> all() {
        return all.obtain();
    }

    private static SortedMap<String, Problem> read() {
        var problems = new TreeMap<String, Problem>();
        var metadata = new SimpleMetadataReaderFactory();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(REFUSALS)) {
                var type = Class.forName(
                        metadata.getMetadataReader(file).getClassMetadata().getClassName());
                if (!Refusal.class.isAssignableFrom(type) || !type.isRecord()) continue;
                for (var example : examples(type)) {
                    var refusal = (Refusal) example;
                    problems.put(refusal.code(), new Problem(refusal.code(), refusal.kind()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
        return problems;
    }

    /// A record with each value that decides a code: of each of its choices every one in turn, something of the rest.
    private static List<Object> examples(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            var constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var values = Stream.of(components).map(one -> values(one.getType())).toList();
            var first = values.stream().map(List::getFirst).toArray();
            var examples = new ArrayList<>();
            examples.add(constructor.newInstance(first));
            for (int i = 0; i < first.length; i++)
                for (var other : values.get(i).subList(1, values.get(i).size())) {
                    var varied = first.clone();
                    varied[i] = other;
                    examples.add(constructor.newInstance(varied));
                }
            return examples;
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("no example of " + type, broken);
        }
    }

    private static List<@Nullable Object> values(Class<?> type) {
        if (type.isEnum()) return List.of(type.getEnumConstants());
        if (type == boolean.class) return List.of(false, true);
        if (type == int.class) return List.of(0);
        if (type == long.class) return List.of(0L);
        if (type == String.class) return List.of("");
        if (type == List.class) return List.of(List.of());
        if (type == Optional.class) return List.of(Optional.empty());
        if (type == Currency.class) return List.of(Currency.getInstance("EUR"));
        if (type == Refusal.class) return List.of(new KernelRefusal.NotFound());
        if (type.isRecord() && Modifier.isPublic(type.getModifiers())) return examples(type);
        return java.util.Collections.singletonList(null);
    }
}
