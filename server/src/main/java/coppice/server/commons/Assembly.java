package coppice.server.commons;

import coppice.server.web.Form;
import java.util.Map;
import java.util.function.Supplier;

/// Where members put something to each other, for rooms that stand below the one that counts.
public interface Assembly {
    /// What is put: the name of a [MotionKind] with its terms, and why.
    record Draft(String motion, Map<String, String> terms, String title, String reason) {}

    /// Opens a proposal and gives its address.
    String propose(Member member, Commons commons, Draft draft, String key);

    /// Acts at once where a form's button says so, or puts it to the members; gives the address to go on to.
    default String actOrPropose(Standing standing, Form form, Supplier<String> act, Supplier<Draft> draft) {
        return form.chose("how", "act")
                ? act.get()
                : propose(standing.member(), standing.commons(), draft.get(), form.key());
    }
}
