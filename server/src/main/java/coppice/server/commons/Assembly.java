package coppice.server.commons;

import coppice.server.web.Form;
import java.util.Map;
import java.util.function.Supplier;

/// Where members put something to each other, for rooms that stand below the one that counts.
public interface Assembly {
    /// What is put: the name of a [MotionKind] with its terms, and why.
    ///
    /// @param emergency true: it cannot wait
    record Draft(String motion, Map<String, String> terms, String title, String reason, boolean emergency) {
        public Draft(String motion, Map<String, String> terms, String title, String reason) {
            this(motion, terms, title, reason, false);
        }

        Draft asEmergency(boolean cannotWait) {
            return new Draft(motion, terms, title, reason, cannotWait);
        }
    }

    /// Opens a proposal and gives its address.
    String propose(Member member, Draft draft, String key);

    /// Does it at once, by the authority that a decision gave this member in its matter; gives the address of what came
    /// of it.
    String actByAuthority(Member member, Draft draft, String key);

    /// Whether somebody holds such an authority in this matter.
    boolean holdsAuthority(Member member, Matter matter);

    /// Acts at once where a form's button says so, or puts it to the members; gives the address to go on to.
    default String actOrPropose(Standing standing, Form form, Supplier<String> act, Supplier<Draft> draft) {
        if (form.chose("how", "authority")) return actByAuthority(standing.member(), draft.get(), form.key());
        return form.chose("how", "act")
                ? act.get()
                : propose(standing.member(), draft.get().asEmergency(form.chose("emergency", "yes")), form.key());
    }
}
