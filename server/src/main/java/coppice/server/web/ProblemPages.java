package coppice.server.web;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access.Allow;
import coppice.server.web.Problems.Problem;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Where the `type` of a problem document (RFC 9457, section 3.1.1) leads: what a refusal means, and what to do.
@Controller
class ProblemPages {
    private final Problems problems;

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    record ProblemsPage(List<Problem> problems) {}

    @GetMapping("/problems")
    @Allow(Access.PUBLIC)
    Page list() {
        return Page.of(
                "web/problems.jte", new ProblemsPage(List.copyOf(problems.all().values())));
    }

    @GetMapping("/problems/{code}")
    @Allow(Access.PUBLIC)
    Page one(@PathVariable String code) {
        var problem = problems.all().get(code);
        if (problem == null) throw new Refused(new KernelRefusal.NotFound());
        return Page.of("web/problem.jte", problem);
    }
}
