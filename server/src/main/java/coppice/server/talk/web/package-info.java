@NullMarked
package coppice.server.talk.web;

import org.jspecify.annotations.NullMarked;
