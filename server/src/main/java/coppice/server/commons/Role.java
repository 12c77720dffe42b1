package coppice.server.commons;

public enum Role {
    MEMBER,
    STEWARD
}
