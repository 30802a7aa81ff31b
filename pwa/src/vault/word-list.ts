/** 2,048 short, common English words, written for this program; none that hurts to be given. */

export const WORDS: readonly string[] = `
  acorn action active actor adapt adjust admire adopt adult advice aerial affair agent agile agree
  album alcove alert alive alley almond alpine alto amaze amber amble ample amulet amuse anchor
  angle animal ankle annual answer anthem antler appeal apron aqua arcade archer arctic arena
  argue aroma arrive arrow artist ascend asleep aspen assist aster atlas atom atrium attic audio
  aurora author avenue avoid awake award axis azure baboon baby back badge badger bagel bake baker
  ballad ballet ballot balm balsam bamboo banana banjo banner barber bark barley barn barrel
  basalt basic basil basin basket batch bath baton bay bayou bazaar beacon beagle beak beam bean
  beard beat beaver bed beetle behave belong belt bench bend beret big bike bill bind birch bird
  bison bistro bit blaze blend bless blimp blink block blond bloom blouse bluff blush boast boat
  bobbin bobcat body bold bolt bonnet bonsai bonus book boost boot border botany bottle bottom
  bounce bowl box boxcar braid brain branch brand brass brave bread breeze brick bride bridge
  brief bright bring brisk broad bronze brook broom brown brush bubble bucket buckle budget buggy
  bugle build bulb bumble bundle bunny burrow bus bush busy butler butte butter button buyer buzz
  cabana cabin cable cactus cafe cake calf call calm camel cameo camera camp campus canal canary
  candle candy canoe canopy canvas canyon cape caper car carbon card care cargo carol carpet
  carrot carry cart carve case cash cashew cast castle casual cat catch catnip cattle cave cedar
  celery cello cement census center chain chair chalk champ chapel charge charm chart chase chat
  check cheek cheer cheese chef cherry chess chest chew chick chief child chili chime chin china
  chip choice choir choose chorus chrome chunk cicada cider cinema circle circus citrus city civic
  claim clamp clap clay clean clear clerk clever click client cliff climb clock clone closet cloud
  clover club clue coach coal coast coat cobalt cocoa code coffee coil coin collar collie colony
  color colt column comb comedy comet comic common condor cone cook cookie cool copper copy coral
  cork corner cornet cosmic cosmos cotton couch count couple course court cousin cover cow cowboy
  coyote cozy crab cradle craft crane crate crater crayon cream create creek cress crest crisp
  critic crocus crop crow crowd crown cruise crumb crunch crust cube cuckoo cup cupola curb curl
  curry cursor curve custom cycle cymbal dahlia daily dairy daisy dance dandy dapper dapple daring
  date dawn day dazzle deal debate debut decade decent deck deep degree delta demand denim depot
  depth deputy derby design desk detail device dial diary dice diesel digit dime dimple dine
  dinghy dinner dipper direct disco dish ditch diver divide dock dodge doll dollar dome donate
  donkey donor door dorm dorsal dot double dove down dozen draft drama drape drawer dream dress
  drift drill drink drive drop drum dry duck duet dugout dune dusk dust duty dwell eager eagle
  eaglet early earn earth easel east easy echo edge edit editor effort egg elbow elder elect
  eleven elf elk elm ember emblem emerge empire employ emu enamel encore end endive energy engage
  engine enjoy enlist enough enrich enroll enter entry envoy epic erase ermine errand escort essay
  estate ethics event ever every exact excel excite excuse exhale exit exotic expand expect expert
  export eye fable fabric face faith falcon fame family famous fan fancy farmer fast father faucet
  favor fawn feast fedora feed feel feline fellow felt fence fennel fern ferret ferry fetch fiber
  fiddle field fiesta fig figure file fill film filter finch fine finger fire firm fish five fix
  fjord flag flair flake flame flap flare flash flask flat flavor flax fleece fleet flex flight
  flip float flock floor floral flow fluffy fluid flute fly foam focus fog foil folder folk follow
  food foot forage forest forget fork format fossil foster found fox frame free freeze fresco
  fresh fridge friend frog frolic front frost fruit fudge fuel fun funnel funny future fuzzy gable
  gadget galaxy gallon gallop game gander garage garden garlic garnet gather gauge gazebo gear
  gecko gem genius gentle geyser giant gift giggle ginger girl give glad glance glass glaze gleam
  glide globe glory glossy glove glow glue gnome goal goat goblet gold golden golf good goose
  gopher gorge gospel gourd govern gown grab grace grade grain grand grant grape graph grass
  gravel green greet grid grill grin grip groove ground group grove grow growth guard guava guess
  guide guitar gulf guppy gust gypsum habit haiku hail half halo hammer hand handle handy happy
  harbor harp hat hatch haven hawk hay hazel head heap heart hearth heater heaven hedge height
  helium helmet helper hen herald herb herd hero heron hiccup hike hiker hill hippo hobby hold
  hollow holly home honest honey honor hood hoof hook hoop hope horn horse hose host hotel house
  hover hub hubcap hug hull human humble humid humor hurdle hurry husky hut hybrid hyena ice
  icicle icing icon ideal igloo image impala inch indigo indoor infant inhale ink inland inlet
  insect invest invite iris iron island ivory ivy jacket jaguar jar jargon jaunt jazz jeans jelly
  jersey jet jetty jewel jigsaw jingle job jockey jog join joke jolly joyful judge judo juggle
  juice juicy jumble jumper jungle junior jury kale karate kayak kelp kennel kettle key kick kid
  kilo kilt kimono kindle king kiosk kite kitten kiwi knack knee knit knob knock koala label lace
  ladder ladle lady lagoon lake lamb lamp lap lapel laptop lark laser lasso latte laugh launch
  laurel lava lavish lawn lawyer layer lazy leader league leap learn leash ledge left leg legacy
  legal legend lemon lens lentil lesson letter lever lichen lid lift light lilac lily limb lime
  line linen lion lip liquid list listen liter lively lizard llama loaf lobby lock locket lodge
  loft log logic long look loom loop loose lotion lotus loud lounge loyal lucky lumber lunar lunch
  lupine lute luxury lyric macaw madam magic magma magnet magpie maker mallet mammal manage mango
  manner manor mantle manual map maple marble marina marine marker market maroon marsh marvel
  mascot mask mason mass mat match math matter mayor meadow meal media medium meet mellow melody
  melon member memory mentor menu merge merit mesh metal meteor meter metro midday middle midway
  mile milk mill mimic mimosa mingle mini minnow mint minuet mirror mitten mobile model modern
  modest mohair moist mole moment month moon mop moped moral mosaic moss motel mother motion motor
  mount mouse mouth move movie mud muffin mug mule mumble mural museum music mutual myrtle myth
  nacho name napkin narrow nation native nature navy neat nebula nectar nephew nest net nettle
  news newt nice nickel niece nimble nine noble noodle noon north note nougat novel nozzle nudge
  number nut nutmeg nylon oak oasis oat oatmeal oboe ocean ocelot octagon octave octopus odyssey
  office oil okay old olive omega omelet onion online onyx opal open opera opinion orange orbit
  orchard orchid oregano organ orient origami origin oriole osprey ostrich otter outdoor outline
  outside oval oven owl oxford oxygen oyster ozone pace pack package pad paddle paddock paella
  page pagoda paint palace palette palm pamper pan pancake panda panel pansy panther pantry papaya
  paper paprika papyrus parade parasol parcel parent park parka parlor parrot parsley parsnip
  partner party pass pasta pastel pastry pasture patch path patio patrol pattern pave paw peach
  peacock peanut pearl pebble pecan pelican pen pencil penguin penny people pepper peppery percent
  perfect perform perfume pergola peridot period person petunia phoenix phone photo physics piano
  piccolo pick pickle picnic picture pie pier pigeon pilgrim pillar pillow pilot pinch pine pink
  pioneer pipe pirate pistil pitch pixel pizza plan planet plank plant plaster plate plateau
  playful plaza pledge plenty plot plow plumber plume plus pocket podium poem poet polar pole
  polish polite polka pollen polo pond pony pool popcorn poplar poppy popular porch port portal
  postal poster pot potato potter pottery poultry pound powder power prairie praise prance pretty
  pretzel price print prism private prize probe problem profile program promise protect proud
  public pudding puddle puffin pull pulp pulse puma pump pumpkin punch pupil puppet puppy pure
  purple purpose purse push puzzle pyramid quail quaint quality quarry quarter quartz quaver queen
  quench quest quick quiet quill quilt quince quiver quiz quokka quote rabbit raccoon race rack
  racket radar radiant radio radish raft ragtime rail railway rainbow raisin rake rally ramble
  rambler ramp ranch ranger rapid rapport rattle raven ravine ravioli raw ray reach ready rebuild
  receive recipe recover red redwood reed reef refine reflect refresh refund regatta region relax
  relay release relish rely remind remote rental repair repeat reply rescue reserve resort respect
  respond rest retire reunion reveal review reward rhino rhubarb rhyme rhythm ribbon rice rich
  ride rider ridge rigging rim rinse ripe ripple rise rival river road roadmap roam roast robe
  robin robot rock rocket rodeo roller romance roof room rooster rosebud roster rotate rough round
  routine rover row rowboat royal rubber ruby rudder rug rugby ruler rumble run runner runway
  rural rush rustic rye saddle safari safe saffron sage sailor salad salary salmon salsa salt
  salute samba sample sand sandal sandbox sapling sardine satchel satin sauce saucer sauna savanna
  saving savor sawdust scallop scarf scenic school science scone scoop scooter scope score scout
  scrap screen screw scribe scroll scrub sculpt seagull seal search season seat seaweed section
  seed seek senate senior sensor sequel sequoia serene service sesame settle seven sewing shade
  shake shallow shampoo shape sharp shed sheep sheet shelf shell shelter sherbet shine ship shirt
  shoe shop shore short shot shout shovel shrimp shrub shuffle shut shutter shy sienna signal
  silent silk silly silo silver sing sink sip siren sister six skate sketch ski skill skirt skunk
  sky skylark skyline sled sleep sleeve slice slide slipper slope sloth slow small smart smell
  smile smooth snack snail snap sneaker snorkel snow snowman snug soap social sock soda sodium
  sofa soft soil solar solo solve sonata song sonic sonnet soprano sorbet sound soup south space
  spade spaniel spare spark sparrow spatula speak speckle speed spell sphere spice spider spike
  spinach spindle spiral spirit splash sponge spool spoon sport spot spotted spray spread sprint
  sprout spruce square squash squid stable stack stadium staff stamp stand staple star start
  station statue steady steam steel steep stem stencil step stereo stew stick stir stirrup stitch
  stock stone stool stop storage store stork storm story stove strand straw stream street stretch
  string strong stubble student studio study stuff style subject submit subway success sugar
  suggest suit sunbeam sundial sundown sunny sunrise sunset surface surfer surge swaddle swallow
  swamp swan sway sweater sweep swift swim swing switch symbol syrup tabby table tablet tackle
  tadpole tailor talent talk tall tame tandem tangle tango tank tape target tart taste tavern taxi
  teacher teacup team teapot temple ten tenant tender tennis tenor tent terrace terrier texture
  thatch theater thick thimble third thirty thistle thought thread three thrive thrush thumb
  thunder ticket tickle tidal tidy tie tiger tight tile timber timid tin tiny tip tissue title
  toaster today toddler toffee token tomato tone tongue tonight tool tooth top topaz topic topsoil
  toss total totem toucan touch tour towel tower town toy track tractor trade traffic trail train
  transit trapeze travel tray treat tree treetop trek trellis tribute trick trim trio trip trolley
  trophy trouser trout truck true truffle trumpet trunk tuba tube tugboat tulip tumble tuna tundra
  tune tunic tunnel turbine turkey turn turnip turtle tutor tuxedo twelve twenty twice twig twin
  twine twinkle twirl twist ukulele umpire uncle unfold uniform unique unite unity upbeat uphill
  upland upright upward urban urchin usher vacant valley valve van vanilla vanish vapor variety
  vase vast vector velvet vendor venture venue veranda verb verify verse vessel vest veteran
  viaduct vibrant victory video village vine vinegar vintage vinyl viola violet violin virtue
  visit visor vista vivid vocal voice volcano volume vowel voyage waffle wagon waiter walk walkway
  wall wallaby wallet walnut walrus waltz warbler warm wash watch water wave wax wealth weasel
  weather weave wedding wedge weekend west wetland wharf wheat wheel whirl whisker whisper whistle
  white wicker wicket wild willow win window wing wink winner wire wisdom wise wizard wombat wool
  worker workout world woven wreath wren wrist yacht yam yard yarn year yeast yellow yodel yoga
  yogurt yonder young youth yucca zebra zenith zephyr zero zest zigzag zinc zipper zodiac zone zoo
  zoom
`
  .trim()
  .split(/\s+/);
