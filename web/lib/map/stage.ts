/** The map on the screen: MapLibre for the ground and the camera, deck.gl for what lies on it. Loaded when it is needed. */
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl, type GeoJSONSource, type LngLat, type LngLatBoundsLike } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
// The bundler cannot find the worker by itself.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Camera } from '../state/view-address.ts';
import { groundStyle, PATTERN_SOURCE, patternFeatures, patternImage } from './ground.ts';
import { labelsThatFit } from './labels.ts';
import { baseOf, labelSets, layersOf, type Base, type LabelSets } from './layers.ts';
import type { Picture } from './picture.ts';
import type { AreaShape, Box } from './shapes.ts';

setWorkerUrl(workerUrl);

export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface StageOptions {
  readonly container: HTMLElement;
  readonly camera: Camera | undefined;
  readonly box: Box;
  /** Room for what lies over the map, as it is now. */
  readonly padding: () => Padding;
  /** One finger scrolls the page and two move the map. */
  readonly isInScrollingPage: boolean;
  /** MapLibre's own words, by its keys. */
  readonly words: Readonly<Record<string, string>>;
  readonly onHover: (area: AreaShape | undefined, x: number, y: number) => void;
  readonly onSelect: (area: AreaShape | undefined) => void;
  /** After the map moved; undefined while it shows the whole city. */
  readonly onCamera: (camera: Camera | undefined) => void;
}

const CLOSEST_ZOOM = 17;
const FARTHEST_ZOOM = 9;
const LABEL_ZOOM_STEP = 0.125;
const MOVE_MS = 600;
const CLOSEST_SOUGHT_ZOOM = 14.5;

const bounds = ([west, south, east, north]: Box): LngLatBoundsLike => [west, south, east, north];

export class MapStage {
  readonly #map: MapLibreMap;
  readonly #overlay: MapLibreOverlay;
  readonly #options: StageOptions;
  #base: Base;
  #hovered: AreaShape | undefined;
  #labels: LabelSets = labelSets([]);
  #labelled = '';
  #isReady = false;
  /** The camera stays on the city when the room for the map changes. */
  #isWholeCity: boolean;

  constructor(options: StageOptions, picture: Picture) {
    this.#options = options;
    this.#base = baseOf(picture);
    const { camera } = options;
    this.#isWholeCity = camera === undefined;
    this.#map = new MapLibreMap({
      container: options.container,
      style: groundStyle(picture.ground),
      minZoom: FARTHEST_ZOOM,
      maxZoom: CLOSEST_ZOOM,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      cooperativeGestures: options.isInScrollingPage,
      locale: options.words,
      ...(camera
        ? { center: [camera.lon, camera.lat], zoom: camera.zoom }
        : { bounds: bounds(options.box), fitBoundsOptions: { padding: options.padding() } }),
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#overlay = new MapLibreOverlay({
      interleaved: false,
      layers: [],
      // The keyboard stops at the map once, not at each of its layers.
      onLoad: () => this.#overlay.getCanvas()?.setAttribute('tabindex', '-1'),
    });
    this.#map.addControl(this.#overlay);
    this.#listen();
  }

  #listen(): void {
    const map = this.#map;
    map.on('styledata', () => this.#addPatterns());
    map.on('load', () => {
      this.#isReady = true;
      this.#draw();
    });
    map.on('zoom', () => this.#drawLabels());
    map.on('mousemove', ({ lngLat, point }) => this.#options.onHover(this.#areaAt(lngLat), point.x, point.y));
    map.on('mouseout', () => this.#options.onHover(undefined, 0, 0));
    map.on('click', ({ lngLat }) => this.#options.onSelect(this.#areaAt(lngLat)));
    map.on('moveend', ({ originalEvent }) => {
      if (originalEvent) this.#tellCamera();
    });
    map.on('resize', () => this.#isWholeCity && this.#frameCity(0));
  }

  #areaAt({ lng, lat }: LngLat): AreaShape | undefined {
    return this.#base.picture.shapes.areaAt(lng, lat);
  }

  #tellCamera(): void {
    this.#isWholeCity = false;
    const { lng, lat } = this.#map.getCenter();
    this.#options.onCamera({ zoom: this.#map.getZoom(), lat, lon: lng });
  }

  #addPatterns(): void {
    for (const ground of ['light', 'dark'] as const)
      for (const kind of ['hidden', 'no-data'] as const)
        if (!this.#map.hasImage(`${kind}-${ground}`))
          this.#map.addImage(`${kind}-${ground}`, patternImage(kind, ground), { pixelRatio: 2 });
  }

  show(picture: Picture): void {
    const before = this.#base.picture;
    this.#base = baseOf(picture);
    if (before.ground !== picture.ground) this.#map.setStyle(groundStyle(picture.ground));
    if (this.#isReady) this.#draw();
  }

  /** Marks the area under the pointer. */
  hover(area: AreaShape | undefined): void {
    this.#hovered = area;
    if (this.#isReady) this.#drawLayers();
  }

  #drawLayers(): void {
    this.#overlay.setProps({ layers: layersOf(this.#base, this.#hovered, this.#labels) });
  }

  #draw(): void {
    const { picture } = this.#base;
    const drawPatterns = (): void => {
      void this.#map.getSource<GeoJSONSource>(PATTERN_SOURCE)?.setData(patternFeatures(this.#base.picture));
    };
    if (this.#map.isStyleLoaded()) drawPatterns();
    else this.#map.once('styledata', drawPatterns);
    this.#labelled = '';
    this.#labels = labelSets(labelsThatFit(picture, this.#labelZoom()));
    this.#drawLayers();
    this.#map.getContainer().dataset['drawn'] = String(picture.shapes.areas.length);
  }

  #labelZoom(): number {
    return Math.floor(this.#map.getZoom() / LABEL_ZOOM_STEP) * LABEL_ZOOM_STEP;
  }

  /** Names are placed anew for each step of the zoom, and drawn only where that changes them. */
  #drawLabels(): void {
    if (!this.#isReady) return;
    const labels = labelsThatFit(this.#base.picture, this.#labelZoom());
    const labelled = labels.map(({ code, text }) => code + text).join('|');
    if (labelled === this.#labelled) return;
    this.#labelled = labelled;
    this.#labels = labelSets(labels);
    this.#drawLayers();
  }

  /** Reduced motion is heeded by MapLibre itself. */
  #frameCity(duration: number): void {
    this.#map.fitBounds(bounds(this.#options.box), { padding: this.#options.padding(), duration });
  }

  fitCity(): void {
    this.#isWholeCity = true;
    this.#frameCity(MOVE_MS);
    this.#options.onCamera(undefined);
  }

  /** Makes sure that an area is in sight, and leaves the map where it is when it already is. */
  bringIntoSight(area: AreaShape): void {
    const [west, south, east, north] = area.box;
    const sight = this.#map.getBounds();
    if (!sight.contains([west, south]) || !sight.contains([east, north])) this.goTo(area);
  }

  /** Brings an area near, with something of its neighbours. */
  goTo(area: AreaShape): void {
    // Said before the way begins: a change of size on the way would turn back to the city.
    this.#isWholeCity = false;
    this.#map.once('moveend', () => this.#tellCamera());
    const padding = this.#options.padding();
    this.#map.fitBounds(bounds(area.box), { padding, maxZoom: CLOSEST_SOUGHT_ZOOM, duration: MOVE_MS });
  }

  moveTo({ zoom, lat, lon }: Camera): void {
    this.#isWholeCity = false;
    this.#map.jumpTo({ center: [lon, lat], zoom });
  }

  zoomBy(steps: number): void {
    this.#isWholeCity = false;
    this.#map.once('moveend', () => this.#tellCamera());
    this.#map.zoomTo(this.#map.getZoom() + steps, { duration: 250 });
  }

  /** A sheet over the whole screen does not scroll: one finger moves the map. */
  setInScrollingPage(isInScrollingPage: boolean): void {
    if (isInScrollingPage) this.#map.cooperativeGestures.enable();
    else this.#map.cooperativeGestures.disable();
  }

  resize(): void {
    this.#map.resize();
  }

  remove(): void {
    this.#map.remove();
  }
}
