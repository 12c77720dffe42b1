package coppice.server.ledger.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.FileRefusal;
import coppice.server.kernel.Jobs;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Statement;
import coppice.server.ledger.StatementId;
import coppice.server.ledger.Statements;
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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Files of money rows: brought, looked at, booked.
@Controller
class StatementPages {
    private static final int SHOWN_DIFFERENCES = 20;

    private final Statements statements;
    private final Jobs jobs;

    StatementPages(Statements statements, Jobs jobs) {
        this.statements = statements;
        this.jobs = jobs;
    }

    record StatementsPage(Commons commons, List<Statement> statements, Form form) {}

    record StatementPage(
            Commons commons,
            Statement statement,
            Statement.Report report,
            List<Statement.Difference> differences,
            Optional<Jobs.Job> job,
            boolean steward) {}

    @GetMapping("/c/{slug}/ledger/statements")
    @Allow(Access.STEWARD)
    Page all(Standing standing) {
        return page(standing, Form.fresh(Map.of()));
    }

    private Page page(Standing standing, Form form) {
        var commons = standing.commons();
        return Page.of(
                "ledger/web/statements.jte", new StatementsPage(commons, statements.brought(commons.id()), form));
    }

    @PostMapping("/c/{slug}/ledger/statements")
    @Allow(Access.STEWARD)
    Reply bring(Standing standing, @RequestParam MultipartFile file, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> commons.address() + "/ledger/statements/"
                        + statements.bring(standing.steward(), name(file), bytes(file)),
                again -> page(standing, again));
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            if (file.isEmpty()) throw new Refused(new FileRefusal.EmptyFile());
            return file.getBytes();
        } catch (IOException broken) {
            throw new Refused(new FileRefusal.EmptyFile());
        }
    }

    @GetMapping("/c/{slug}/ledger/statements/{statement}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, @PathVariable StatementId statement, HttpServletResponse response) {
        var commons = standing.commons();
        var found = statements.statement(commons.id(), statement);
        if (found.bookedAt().isEmpty()) standing.steward();
        var report = statements.report(commons, statement);
        var job = standing.isSteward() ? jobs.of(statement) : Optional.<Jobs.Job>empty();
        if (job.isPresent() && !job.get().finished()) response.setHeader("Refresh", "1");
        return Page.of(
                "ledger/web/statement.jte",
                new StatementPage(
                        commons,
                        found,
                        report,
                        report.differences().stream().limit(SHOWN_DIFFERENCES).toList(),
                        job,
                        standing.isSteward()));
    }

    @PostMapping("/c/{slug}/ledger/statements/{statement}/booking")
    @Allow(Access.STEWARD)
    Redirect book(Standing standing, @PathVariable StatementId statement) {
        var commons = standing.commons();
        var steward = standing.steward();
        long rows = statements.report(commons, statement).rows();
        jobs.start(statement, rows, progress -> statements.book(steward, statement, progress));
        return new Redirect(commons.address() + "/ledger/statements/" + statement);
    }

    @PostMapping("/c/{slug}/ledger/statements/{statement}/stop")
    @Allow(Access.STEWARD)
    Redirect stop(Standing standing, @PathVariable StatementId statement) {
        var id = statements.statement(standing.commons().id(), statement).id();
        jobs.stop(id);
        return new Redirect(standing.commons().address() + "/ledger/statements/" + id);
    }
}
