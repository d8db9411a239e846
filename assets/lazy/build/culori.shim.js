// plotly.js requires the whole of culori; it uses five functions and the colour spaces of CSS.
import 'culori/css';

export {converter, formatHex, formatRgb, wcagContrast, wcagLuminance} from 'culori/fn';
