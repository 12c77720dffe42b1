package coppice.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.identity.Identity;
import coppice.server.web.Viewer.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is refused before any room is asked.
class RequestRefusalsTest {
    @Test
    void aProgramsWriteHasAKey() throws Exception {
        var house = House.open();
        var token = house.room(Identity.class)
                .issueToken(house.story().person("Ana").id(), "test", Scope.STEWARD, Duration.ofHours(1));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(house.address() + "/api/commons"))
                            .header("Authorization", "Bearer " + token.value())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("/problems/idempotency-key-missing");
        }
    }

    @Test
    void aFaultWithoutACauseIsOurs() {
        assertThat(Visitor.nobody().get("/error").body())
                .contains(new Messages().english().get("refusal.our-fault"));
    }
}
