package coppice.server.commons;

import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Form;
import coppice.server.web.Text;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The one way to change a commons: do it oneself where the charter lets one, or by an authority that a decision gave,
/// or
/// put it to the members. For rooms that stand below the one that counts.
public interface Acts {
    enum How {
        /// At once, as a steward.
        ACT,
        /// At once, by an authority that the members gave.
        AUTHORITY,
        /// By decision.
        PROPOSE;

        /// As the button of a form says it; nothing means to put it to the members.
        static How of(Form form) {
            String how = form.value("how");
            return how.isBlank() ? PROPOSE : Fields.choice("how", How.class, how);
        }
    }

    /// How it is to be done.
    ///
    /// @param thread    where a proposal of it belongs; absent: it starts one
    /// @param title     what its proposal is called; empty: what the motion calls it
    /// @param emergency true: it cannot wait
    record Asked(How how, Optional<ThreadId> thread, String title, String reason, boolean emergency, String key) {
        static Asked of(How how, Form form) {
            return new Asked(
                    how, Optional.empty(), "", form.value("reason"), form.chose("emergency", "yes"), form.key());
        }
    }

    /// Gives the address of what came of it: of what was done, or of the proposal.
    String submit(Standing standing, Text text, Record terms, Asked asked);

    /// @param beside what the form has beside the terms of the act, as patterns; anything else is refused
    default String submit(Standing standing, Form form, Text text, Record terms, String... beside) {
        Motions.refuseOthers(form, terms.getClass(), beside);
        return submit(standing, text, terms, Asked.of(How.of(form), form));
    }

    /// Where the terms stand in the form's fields under their own names.
    default String submit(Standing standing, Form form, Text text, Class<? extends Record> type, String... beside) {
        Motions.refuseOthers(form, type, beside);
        return submit(standing, form, text, Motions.read(standing.commons(), form.values(), type), beside);
    }

    /// Puts it to the members, whatever the form's button says.
    default String propose(Standing standing, Form form, Text text, Record terms, String... beside) {
        Motions.refuseOthers(form, terms.getClass(), beside);
        return submit(standing, text, terms, Asked.of(How.PROPOSE, form));
    }

    /// What a program gets that does it by a route of its own: at once or not at all.
    default String act(Standing standing, Text text, Record terms, String key) {
        return submit(standing, text, terms, new Asked(How.ACT, Optional.empty(), "", "", false, key));
    }

    default String act(Standing standing, Text text, Class<? extends Record> type, JsonNode terms, String key) {
        return act(standing, text, read(standing.commons(), Motion.name(type), terms), key);
    }

    /// What an address ends with: the id or number of what came of it.
    static String id(String address) {
        return address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('#')) + 1);
    }

    /// What a program asks for, by the motion's name; a term too many or too few is refused.
    Record read(Commons commons, String motion, JsonNode terms);

    /// What a proposal of it would be called.
    String title(Standing standing, Text text, Record terms);

    /// Whether somebody holds an authority in this matter.
    boolean holdsAuthority(Member member, Matter matter);
}
