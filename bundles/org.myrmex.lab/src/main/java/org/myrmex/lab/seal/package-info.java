/** Keys and seals of virtual addresses: computed as the mesh does, or modelled by the time that they take. */
package org.myrmex.lab.seal;
