@NullMarked
package coppice.server.polls.web;

import org.jspecify.annotations.NullMarked;
