package coppice.server;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatcher;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Keeps which tests ran in this run, and which refusals were thrown or said while they did. JUnit finds it by itself
/// and asks it before every class.
public final class Met implements BeforeAllCallback {
    private static final Set<String> REFUSALS = ConcurrentHashMap.newKeySet();
    private static final Set<String> TESTS = ConcurrentHashMap.newKeySet();

    static {
        ByteBuddyAgent.install();
        watch(Refused.class, isConstructor());
        watch(Text.class, named("say").and(takesArguments(Refusal.class)));
    }

    private static void watch(Class<?> type, ElementMatcher<? super MethodDescription> where) {
        new ByteBuddy()
                .redefine(type)
                .visit(Advice.to(Watch.class).on(where))
                .make()
                .load(type.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    /// Written into the watched code, at its end.
    static final class Watch {
        private Watch() {}

        @Advice.OnMethodExit
        static void note(@Advice.Argument(0) Refusal refusal) {
            Met.note(refusal);
        }
    }

    public static void note(Refusal refusal) {
        REFUSALS.add(name(refusal.getClass(), refusal.code()));
    }

    static String name(Class<?> type, String code) {
        return type.getName() + " " + code;
    }

    static Set<String> refusals() {
        return REFUSALS;
    }

    static Set<String> tests() {
        return TESTS;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        TESTS.add(context.getRequiredTestClass().getName());
    }
}
