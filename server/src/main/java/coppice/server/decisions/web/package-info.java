@NullMarked
package coppice.server.decisions.web;

import org.jspecify.annotations.NullMarked;
