@NullMarked
package coppice.server.openbooks.web;

import org.jspecify.annotations.NullMarked;
