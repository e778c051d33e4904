"""What plates show. A motif takes a source of chance and the inks, and gives the pieces of SVG, back to front."""

from blog.images.motifs.fibres import fibres
from blog.images.motifs.layers import layers
from blog.images.motifs.light import light
from blog.images.motifs.mosaic import mosaic
from blog.images.motifs.vesicles import vesicles

MOTIFS = {"vesicles": vesicles, "layers": layers, "fibres": fibres, "light": light, "mosaic": mosaic}
