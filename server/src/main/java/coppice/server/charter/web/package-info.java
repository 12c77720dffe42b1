@NullMarked
package coppice.server.charter.web;

import org.jspecify.annotations.NullMarked;
