package coppice.rules.budgeting;

/// What can be funded, as a whole or not at all.
///
/// @param id   unique among the projects of one vote; its order as a text decides ties
/// @param name may be empty
/// @param cost in minor units, above 0
public record Project(String id, String name, long cost) {
    public Project {
        if (id.isEmpty()) throw new IllegalArgumentException("a project without an id");
        if (cost <= 0) throw new IllegalArgumentException("project " + id + " costs " + cost);
    }
}
