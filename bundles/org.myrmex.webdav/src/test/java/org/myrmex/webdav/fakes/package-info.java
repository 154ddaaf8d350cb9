/**
 * What the facade needs around it in tests: a real server without the guard, shares that are a list, a network that is a folder.
 */
package org.myrmex.webdav.fakes;
