package coppice.dev;

import coppice.dev.Sources.Broken;
import coppice.dev.Sources.Source;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A folder of classes that is compiled piece by piece: after a class whose outside changed, whoever names it.
final class Classes {
    private final Path folder;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    Classes(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    boolean has(Source source) {
        return Files.exists(main(source.name()));
    }

    /// The date of the source that its class was made from.
    long madeAt(Source source) throws IOException {
        return Files.getLastModifiedTime(main(source.name())).toMillis();
    }

    private Path main(String name) {
        return folder.resolve(name.replace(".java", ".class"));
    }

    /// Takes away the classes of sources that are gone.
    void forgetAllBut(Collection<Source> sources) throws IOException {
        var kept = sources.stream().map(Source::name).collect(Collectors.toSet());
        for (var file : all()) if (!kept.contains(source(file))) Files.delete(file);
    }

    private List<Path> all() throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    /// The source of a class: that of its outermost one.
    private String source(Path file) {
        return folder.relativize(file).toString().replaceAll("(\\$.*)?\\.class$", ".java");
    }

    void compile(Collection<Source> sources, Collection<Source> changed) throws IOException, Broken {
        var done = new HashSet<Source>();
        Set<Source> wave = new HashSet<>(changed);
        while (!wave.isEmpty()) {
            done.addAll(wave);
            var outsides = outsides(wave);
            javac(wave);
            var names = new TreeSet<String>();
            outsides(wave).forEach((name, outside) -> {
                if (!outside.equals(outsides.get(name))) names.add(name);
            });
            var naming = names.isEmpty() ? Set.of() : naming(names);
            wave = sources.stream()
                    .filter(source -> naming.contains(source.name()) && !done.contains(source))
                    .collect(Collectors.toSet());
        }
    }

    private void javac(Collection<Source> wave) throws IOException, Broken {
        var told = new DiagnosticCollector<JavaFileObject>();
        var task = compiler.getTask(
                null,
                files,
                told,
                List.of(
                        "-d",
                        folder.toString(),
                        "-cp",
                        folder + ":" + System.getProperty("java.class.path"),
                        "-proc:none",
                        "-nowarn",
                        "-g",
                        "-parameters",
                        "-implicit:none"),
                null,
                files.getJavaFileObjectsFromPaths(
                        wave.stream().map(Source::file).toList()));
        if (!task.call())
            throw new Broken(told.getDiagnostics().stream()
                    .filter(one -> one.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                    .map(Object::toString)
                    .collect(Collectors.joining("\n")));
        for (var source : wave)
            if (has(source)) Files.setLastModifiedTime(main(source.name()), Files.getLastModifiedTime(source.file()));
    }

    /// What others can see of the classes of these sources, by source.
    private Map<String, String> outsides(Collection<Source> wave) throws IOException {
        var names = wave.stream().map(Source::name).collect(Collectors.toSet());
        var outsides = new HashMap<String, String>();
        for (var file : all())
            if (names.contains(source(file))) outsides.merge(source(file), outside(file), String::concat);
        for (var name : names) outsides.putIfAbsent(name, "");
        return outsides;
    }

    private static String outside(Path file) throws IOException {
        var type = ClassFile.of().parse(file);
        var text = new StringBuilder(type.thisClass().asInternalName())
                .append(type.flags().flagsMask())
                .append(type.superclass())
                .append(type.interfaces());
        type.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(those -> text.append(those.permittedSubclasses()));
        type.findAttribute(Attributes.signature()).ifPresent(one -> text.append(one.signature()));
        for (var field : type.fields())
            if (!field.flags().has(AccessFlag.PRIVATE)) {
                text.append(field.fieldName())
                        .append(field.fieldType())
                        .append(field.flags().flagsMask());
                field.findAttribute(Attributes.constantValue()).ifPresent(one -> text.append(one.constant()));
            }
        for (var method : type.methods())
            if (!method.flags().has(AccessFlag.PRIVATE)) {
                text.append(method.methodName())
                        .append(method.methodType())
                        .append(method.flags().flagsMask());
                method.findAttribute(Attributes.signature()).ifPresent(one -> text.append(one.signature()));
            }
        return text.toString();
    }

    /// The sources whose classes speak of any of these.
    private Set<String> naming(Collection<String> names) throws IOException {
        var words = names.stream().map(name -> name.replace(".java", "")).toList();
        var naming = new HashSet<String>();
        for (var file : all()) {
            String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (words.stream().anyMatch(constants::contains)) naming.add(source(file));
        }
        return naming;
    }
}
