package coppice.server.site.cli;

import coppice.rules.voting.RankedBallots;
import coppice.rules.voting.RankedBallots.Rank;
import coppice.rules.voting.ScoreBallots;
import coppice.rules.voting.files.BallotFile;
import coppice.server.site.cli.CoppiceCommand.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Cast vote records in the common data format, NIST special publication 1500-103, as JSON or as XML.
///
/// Of every record the current snapshot counts; a selection without a rank stands at the first.
final class CastVoteRecords {
    private static final int DEEPEST = 40;
    private static final String WRITE_IN = "Undeclared Write-ins";

    private CastVoteRecords() {}

    static BallotFile json(Path file, String contest) {
        try {
            return read(file, JsonMapper.shared().readTree(file.toFile()), contest);
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            throw new Trouble("The file " + file + " is not JSON"
                    + (at == null ? "." : ", from line " + at.getLineNr() + " on."));
        }
    }

    static BallotFile xml(Path file, String contest) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            var reader = factory.createXMLStreamReader(in);
            while (reader.next() != XMLStreamConstants.START_ELEMENT)
                if (reader.getEventType() == XMLStreamConstants.DTD)
                    throw new Trouble("The file " + file + " has a document type of its own; such files are not read.");
            return read(file, element(reader, 0), contest);
        } catch (XMLStreamException broken) {
            throw new Trouble("The file " + file + " is not XML, from line "
                    + broken.getLocation().getLineNumber() + " on.");
        } catch (IOException unreadable) {
            throw new Trouble("The file " + file + " cannot be read.");
        }
    }

    /// An element in the shape that the same record has as JSON: children by name, more than one as a list.
    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) throw new Trouble("The file is nested too deep.");
        var node = JsonNodeFactory.instance.objectNode();
        var id = reader.getAttributeValue(null, "ObjectId");
        if (id != null) node.put("@id", id);
        var words = new StringBuilder();
        while (true)
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> add(node, reader.getLocalName(), element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> words.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return node.isEmpty()
                            ? JsonNodeFactory.instance.stringNode(
                                    words.toString().strip())
                            : node;
                }
                default -> {
                    // comments and the like
                }
            }
    }

    private static void add(ObjectNode node, String name, JsonNode child) {
        var there = node.get(name);
        if (there == null) node.set(name, child);
        else if (there instanceof ArrayNode list) list.add(child);
        else node.set(name, JsonNodeFactory.instance.arrayNode().add(there).add(child));
    }

    private static List<JsonNode> all(JsonNode node, String name) {
        var found = node.path(name);
        if (found.isMissingNode() || found.isNull()) return List.of();
        if (!found.isArray()) return List.of(found);
        var list = new ArrayList<JsonNode>();
        found.forEach(list::add);
        return list;
    }

    private static String plain(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    private static BallotFile read(Path file, JsonNode report, String wanted) {
        var people = new HashMap<String, String>();
        var contests = new LinkedHashMap<String, JsonNode>();
        for (var election : all(report, "Election")) {
            for (var candidate : all(election, "Candidate"))
                people.put(
                        candidate.path("@id").asString(),
                        plain(candidate.path("Name").asString("")));
            for (var contest : all(election, "Contest"))
                contests.put(contest.path("@id").asString(), contest);
        }
        var contest = choose(file, contests, wanted);
        var names = new LinkedHashMap<String, String>();
        for (var selection : all(contest.getValue(), "ContestSelection")) {
            var ids = all(selection, "CandidateIds");
            String name =
                    ids.isEmpty() ? "" : people.getOrDefault(ids.getFirst().asString(), "");
            names.put(selection.path("@id").asString(), name.isEmpty() ? WRITE_IN : name);
        }
        var patterns = new LinkedHashMap<List<Rank>, long[]>();
        for (var record : all(report, "CVR"))
            for (var marked : marked(record, contest.getKey()))
                patterns.computeIfAbsent(ranks(file, marked, names), _ -> new long[1])[0]++;
        if (patterns.isEmpty()) throw new Trouble("There is no ballot of this contest in " + file + ".");
        return file(contest.getValue().path("Name").asString(""), names, patterns);
    }

    private static BallotFile file(String title, Map<String, String> names, Map<List<Rank>, long[]> patterns) {
        var candidates = new java.util.LinkedHashSet<>(names.values());
        for (var ranks : patterns.keySet()) for (var rank : ranks) candidates.addAll(rank.candidates());
        var all = List.copyOf(candidates);
        var ballots = RankedBallots.builder(all);
        patterns.forEach((ranks, count) -> ballots.add(count[0], ranks));
        return new BallotFile(plain(title), 1, Set.of(), all, ballots.build(), ScoreBallots.none(all));
    }

    private static Map.Entry<String, JsonNode> choose(Path file, Map<String, JsonNode> contests, String wanted) {
        var found = contests.entrySet().stream()
                .filter(contest -> wanted.isEmpty()
                        || contest.getKey().equals(wanted)
                        || plain(contest.getValue().path("Name").asString("")).equals(plain(wanted)))
                .toList();
        if (found.size() == 1) return found.getFirst();
        if (contests.isEmpty()) throw new Trouble("There is no contest in " + file + "; is it a cast vote record?");
        throw new Trouble("Say which contest of " + file + " you mean, with --contest: "
                + String.join(
                        "; ",
                        contests.values().stream()
                                .map(contest -> plain(contest.path("Name").asString("")))
                                .toList()));
    }

    private static List<JsonNode> marked(JsonNode record, String contest) {
        String current = record.path("CurrentSnapshotId").asString("");
        var marked = new ArrayList<JsonNode>();
        for (var snapshot : all(record, "CVRSnapshot"))
            if (current.isEmpty() || snapshot.path("@id").asString("").equals(current))
                for (var one : all(snapshot, "CVRContest"))
                    if (one.path("ContestId").asString().equals(contest)) marked.add(one);
        return marked;
    }

    private static List<Rank> ranks(Path file, JsonNode contest, Map<String, String> names) {
        var byRank = new TreeMap<Integer, List<String>>();
        for (var selection : all(contest, "CVRContestSelection"))
            for (var position : all(selection, "SelectionPosition")) {
                if (position.path("HasIndication").asString("yes").equals("no")) continue;
                String id = selection.path("ContestSelectionId").asString("");
                String name = position.has("CVRWriteIn") || id.isEmpty() ? WRITE_IN : names.get(id);
                if (name == null)
                    throw new Trouble("A ballot in " + file + " names the selection " + id + ", which there is not.");
                String rank = position.path("Rank").asString("1");
                if (!rank.matches("[1-9][0-9]{0,3}"))
                    throw new Trouble("A ballot in " + file + " has the rank \"" + rank + "\".");
                var group = byRank.computeIfAbsent(Integer.valueOf(rank), _ -> new ArrayList<>());
                if (!group.contains(name)) group.add(name);
            }
        var ranks = new ArrayList<Rank>();
        int last = byRank.isEmpty() ? 0 : byRank.lastKey();
        for (int rank = 1; rank <= last; rank++) ranks.add(new Rank(byRank.getOrDefault(rank, List.of()), false));
        return ranks;
    }
}
