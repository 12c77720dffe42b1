package coppice.server.contributions.web;

import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.Contributions;
import coppice.server.contributions.Contributions.Author;
import coppice.server.contributions.GitHistory;
import coppice.server.contributions.Histories;
import coppice.server.kernel.FileRefusal;
import coppice.server.kernel.Jobs;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Bringing a history, and finding out whose it is.
@Controller
class HistoryPages {
    private final Histories histories;
    private final GitHistory git;
    private final Contributions contributions;
    private final Charters charters;
    private final Jobs jobs;

    HistoryPages(Histories histories, GitHistory git, Contributions contributions, Charters charters, Jobs jobs) {
        this.jobs = jobs;
        this.histories = histories;
        this.git = git;
        this.contributions = contributions;
        this.charters = charters;
    }

    record HistoryPage(
            Commons commons,
            ContributionRules rules,
            List<Author> authors,
            boolean steward,
            Optional<Jobs.Job> job,
            Form form) {
        public Optional<Histories.Outcome> outcome() {
            return job.flatMap(Jobs.Job::result).map(Histories.Outcome.class::cast);
        }
    }

    @GetMapping("/c/{slug}/contributions/histories")
    @Allow(Access.MEMBER)
    Page show(Standing standing, HttpServletResponse response) {
        var job = jobs.of(standing.commons().id());
        if (job.isPresent() && !job.get().finished()) response.setHeader("Refresh", "1");
        return page(standing, Form.fresh(Map.of("source", "git")));
    }

    /// One history at a time is brought into a commons; its page shows the last one.
    private Page page(Standing standing, Form form) {
        var commons = standing.commons();
        var job = standing.isSteward() ? jobs.of(commons.id()) : Optional.<Jobs.Job>empty();
        return Page.of(
                "contributions/web/histories.jte",
                new HistoryPage(
                        commons,
                        charters.chapter(commons.id(), ContributionRules.class),
                        contributions.authors(commons.id()),
                        standing.isSteward(),
                        job,
                        form));
    }

    /// From files or from the address of a repository; the page that follows shows how far it is.
    @PostMapping("/c/{slug}/contributions/histories")
    @Allow(Access.STEWARD)
    Reply bring(
            Standing standing,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile areas,
            Form form) {
        return form.submit(
                () -> {
                    var items = form.value("url").isBlank()
                            ? Histories.fromCsv(needed(file), areas == null ? new byte[0] : bytes(areas))
                            : git.fromUrl(form.value("url").strip());
                    var steward = standing.steward();
                    var commons = standing.commons();
                    jobs.start(
                            commons.id(),
                            items.size(),
                            progress -> histories.bring(
                                    steward, form.value("source"), form.value("type"), items, progress));
                    return commons.address() + "/contributions/histories";
                },
                again -> page(standing, again));
    }

    @PostMapping("/c/{slug}/contributions/histories/stop")
    @Allow(Access.STEWARD)
    Redirect stop(Standing standing) {
        jobs.stop(standing.commons().id());
        return new Redirect(standing.commons().address() + "/contributions/histories");
    }

    private static byte[] needed(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) throw new Refused(new FileRefusal.EmptyFile());
        return bytes(file);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException broken) {
            throw new Refused(new FileRefusal.EmptyFile());
        }
    }

    @PostMapping("/c/{slug}/contributions/histories/{party}/claim")
    @Allow(Access.MEMBER)
    Redirect claim(Standing standing, @PathVariable PartyId party) {
        contributions.claimHistory(standing.member(), party);
        return new Redirect(standing.commons().address() + "/contributions/histories");
    }

    @PostMapping("/c/{slug}/contributions/histories/{party}/confirmation")
    @Allow(Access.STEWARD)
    Redirect confirm(Standing standing, @PathVariable PartyId party, @RequestParam PartyId member) {
        contributions.confirmHistory(standing.steward(), party, member);
        return new Redirect(standing.commons().address() + "/contributions/histories");
    }
}
