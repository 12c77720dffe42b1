package coppice.server;

import coppice.server.web.Message;
import coppice.server.web.Shell;
import coppice.server.web.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/// What the classes of the house say to people: read from their code, where keys and families are constants.
///
/// @param keys    messages named by a constant
/// @param ofEnums families, with the names of the enums that they are said of
/// @param ofSome  as ofEnums, where not each of them has a message
/// @param ofNames families said of names
/// @param faults  where something else than a constant says what is said
record Sayings(
        Set<String> keys,
        Map<String, Set<String>> ofEnums,
        Map<String, Set<String>> ofSome,
        Set<String> ofNames,
        List<String> faults) {
    private static final Set<String> DOORS = Set.of(
            Type.getInternalName(Text.class), Type.getInternalName(Shell.class), Type.getInternalName(Message.class));

    static Sayings read() throws Exception {
        return read(Path.of("target/classes"));
    }

    static Sayings read(Path classes) throws Exception {
        var said = new Sayings(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new ArrayList<>());
        try (var files = Files.walk(classes.resolve("coppice/server"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                var type = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(type, 0);
                if (!DOORS.contains(type.name)) for (var method : type.methods) said.read(type, method);
            }
        }
        return said;
    }

    private void read(ClassNode type, MethodNode method) throws AnalyzerException {
        boolean speaks = false;
        for (var step : method.instructions) {
            if (step instanceof MethodInsnNode call) speaks |= isDoor(call.owner, call.name, call.desc);
            if (step instanceof InvokeDynamicInsnNode made)
                for (var argument : made.bsmArgs)
                    if (argument instanceof Handle handle
                            && isDoor(handle.getOwner(), handle.getName(), handle.getDesc()))
                        faults.add(type.name + ": " + handle.getName() + " as a method reference");
        }
        if (!speaks) return;
        var frames = new Analyzer<>(new SourceInterpreter()).analyze(type.name, method);
        for (int at = 0; at < frames.length; at++) {
            if (!(method.instructions.get(at) instanceof MethodInsnNode call)
                    || !isDoor(call.owner, call.name, call.desc)
                    || frames[at] == null) continue;
            var arguments = new ArrayList<SourceValue>();
            int count = Type.getArgumentCount(call.desc);
            for (int i = 0; i < count; i++) arguments.add(frames[at].getStack(frames[at].getStackSize() - count + i));
            String place = type.name + "." + method.name;
            for (var key : constants(arguments.getFirst(), place)) note(call, key, arguments, method, place);
        }
    }

    private static boolean isDoor(String owner, String name, String descriptor) {
        return DOORS.contains(owner)
                && Set.of("say", "of", "maybe", "named", "word").contains(name)
                && descriptor.startsWith("(Ljava/lang/String;");
    }

    private Set<String> constants(SourceValue value, String place) {
        var constants = new HashSet<String>();
        for (var step : value.insns)
            if (step instanceof LdcInsnNode constant && constant.cst instanceof String text) constants.add(text);
            else faults.add(place + ": what is said is no constant");
        return constants;
    }

    private void note(MethodInsnNode call, String key, List<SourceValue> arguments, MethodNode method, String place) {
        if (Set.of("named", "word").contains(call.name)) ofNames.add(key);
        else if (!call.desc.startsWith("(Ljava/lang/String;Ljava/lang/Enum;")) keys.add(key);
        else
            for (var step : arguments.get(1).insns) {
                var type = type(step, method).flatMap(Sayings::constants);
                if (type.isPresent())
                    (call.name.equals("maybe") ? ofSome : ofEnums)
                            .computeIfAbsent(key, _ -> new TreeSet<>())
                            .addAll(type.get());
                else faults.add(place + ": " + key + " of what is no enum here; a variable of its type helps");
            }
    }

    /// The type of what a step leaves on the stack.
    private static Optional<Type> type(AbstractInsnNode step, MethodNode method) {
        return switch (step) {
            case MethodInsnNode call -> Optional.of(Type.getReturnType(call.desc));
            case FieldInsnNode field -> Optional.of(Type.getType(field.desc));
            case TypeInsnNode cast -> Optional.of(Type.getObjectType(cast.desc));
            case VarInsnNode load ->
                method.localVariables.stream()
                        .filter(local -> local.index == load.var
                                && method.instructions.indexOf(local.start) <= method.instructions.indexOf(load)
                                && method.instructions.indexOf(load) < method.instructions.indexOf(local.end))
                        .map(local -> Type.getType(local.desc))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<Set<String>> constants(Type type) {
        try {
            var found = Class.forName(type.getClassName(), false, Sayings.class.getClassLoader());
            if (!found.isEnum()) return Optional.empty();
            var names = new TreeSet<String>();
            for (var one : found.getEnumConstants()) names.add(((Enum<?>) one).name());
            return Optional.of(names);
        } catch (ClassNotFoundException none) {
            return Optional.empty();
        }
    }
}
