// RUN: %python %S/run_functions.py %s quant-run --target=generic --guard-pages

// Depthwise convolutions against the reference evaluator: units of 16, 32 or 64
// elements that overlap, that hold several pixels, or that are not full.

!units_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 5>
!units_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400]> : tensor<70xf64>, zero_points = dense<0> : tensor<70xi32>>
!units_y = !qnn.per_tensor<i8 : f32, scale = 0.054000, zero_point = 2>

// Units of every size, which overlap.
// INPUT i8: random
// OUTPUT i8: reference
func.func @units(%x: tensor<1x5x6x70x!units_x>)
    -> tensor<1x5x6x70x!units_y> {
  %w = qnn.constant dense<"0xF712F8F5DFF8280F25090E07C41F1212C3C1E0EF0BFE13E90B0EE83E142BEAE5F4FC1709F0DEED2CE3090FCA022FB7F4FCE312FECB1E1822340D04D116EAF0D2DDED2EB7CC093415BCA50DE5D8232806091039161314C82E2213B9E91EBFF925D13A14FB0C170429E8F12601E02235F0CEFBFBF533DB2DD2E417291F0C050515FA0A15001C14480CF1F30021F40E42A4D8090E09F0180AED570DECFCF8FE9EEE24D6FE221F36C3F3F416279F27CC19CA062BFB071D05FD3726F563D721F605190817C9CA16DDDBCB2E1B35DE00D71C39E03824FAB933FDEA0E0F36DB293634F9E525040433F7ADF2BD1D0BEA001E0330FE25363AE820BCD9B926D400F9FFEB0840021324F9D3EC27C5EA241D001D06D6C8E921ECE0E4C9FCD60DAB0CE9BA1AF6B0E00AEF1C1B180C301810B5202FF5EF46C11157DF1944FC1420DFFD0B1EFFF9DBF32004E1E2602917A316113D0FFE13BA250CE73041CEE80A07F2DD4C25D5D03D24421DE109B2E5FE13E6FC110E1708F41C02E2E900FC060006FBD30F2610F910DDBC02DF1BD9A1DB39F2CFE51312063519FF153C2325D9FB1AF5261521F85C2DF8035DF41F2300D6070D291C011F130702F719DAE900CBF0B8E71414FEF8CD421327E0F9BE1C22BCFE17C1BEDAE9CD01091719362AD1EEDAD9FD0012C7D3FFF9F5FEE5190DFDE8FA9EDD01CA0705CEF7F51116FFE1FBFE1A0BE6CFF3E5D8FCEE0413F154F4280428AAE50916540C2E1C2212FA12D92BDB094CF8012A01E309151AE43F3C010AF133E718EFE71A3000E81DFE0B3729ED52001CE9FEC14031D4CAC62AEFFEF5FCD901CCFD0B11F8DF06EF381CFCEFE7DEF30B13144CE70065BDED06060FF70D021CBCE000DBDA17E9171B0B12FCCDFF"> : tensor<70x3x3x1xi8>
      to tensor<70x3x3x1x!units_w>
  %b = arith.constant dense<[-1231, -2242, -780, -965, 150, 274, 2290, 652, 537, -444, -2822, -1958, -2736, 483, 2812, 877, 1810, 1012, -2999, -2401, 207, 1324, 835, 677, -965, -2107, -1167, -1736, -1755, 1279, 2587, -2108, 2912, 2742, 2303, 746, -2304, 1517, -2677, -2989, -1971, -1095, 1664, -2693, 2287, 2857, -512, -1952, 2132, -938, 1327, 2212, 583, 2722, -2082, -2186, -2424, -540, 1296, 1775, -1430, 179, -863, -1169, 1923, -2991, -2915, 1403, -530, 773]> : tensor<70xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1] rounding(double_round)
      : tensor<1x5x6x70x!units_x>, tensor<70x3x3x1x!units_w>, tensor<70xi32>
     to tensor<1x5x6x70x!units_y>
  return %y : tensor<1x5x6x70x!units_y>
}

!exact_units_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -128>
!exact_units_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550]> : tensor<64xf64>, zero_points = dense<0> : tensor<64xi32>>
!exact_units_y = !qnn.per_tensor<i8 : f32, scale = 0.054000, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @exact_units(%x: tensor<1x4x5x64x!exact_units_x>)
    -> tensor<1x4x5x64x!exact_units_y> {
  %w = qnn.constant dense<"0xFA1F0EE9D3F92407F9F61A46F7F40525E31FEDCAE91C1E0108F5E80102E8E4060DF5DDDD21E70AF9BDD20703E1EBFAEACA12F910130A1331D8FAEA3637A8F0060D07BE24C8E9D32AE93D301D0F2AE20BFDD7EEECE6E6E31C04F4040CE5EBD34D3910E2B4EF37CADB0CFC08F1F7D90AC139DE1C1F5305EE340F161AE10AD1DCFD141FE8DFECFAF1082D160A2460F90911B612042D09C406E2FB1CFF1CEB09031D13F3190B012CF6F3F6024B020527CC34010CC9D8050DEAFECEDAFEFDDBD5FA08FA090A00F7B11AC3E313F5F62908DB040FCD1925EBE2F26AEEDF38131CE73D0711CFE41724F20A0F2819D72F08092933DB1C35E6101D0C13200E01C00AE306F71BF0D8E0311DE3BAD3C9DCDE0E26F6FC13F8F31041F41A461ED3F0E4E11924CDEEE70024E320010328FCD1101DC20EDE1F0ED531CBFF12051CF1FDF201B4DCCC0D02D6DC0F0C16EC18C5EACB0C43EBEEEA2C21EAFE5DD006ECEEEF11D61DFA20D22DFA3D441527F8C9F916EFBBF0FDDDE718141A170DBCC4F42ADE5739C42EDC00E7F331E211280CF8F92C10F129DCF8FA12D332030512CAF404212AF8410CFD21BBD9E5DDE6EA010D0017042B43271EF3ECDB17E0D7D519F3FFAFAEF9D7DEF8B71F2E19376CFC3436354DD9FF0CDCD7E0B61EFB45DF251626440DEC2B430D21E4EB31BF45F8D8F7FCFF590F084A09DDD8E8040826203454FDF721280D04441502E82BF3DAC002C7EC1203094BE700F100CDED030ECEF71FFE210AFB05B106CFE304FEC12B0821172C0EF1BEE6F3D811F23A1F0B2E1F2BACB4CED1FC243818F6"> : tensor<64x3x3x1xi8>
      to tensor<64x3x3x1x!exact_units_w>
  %b = arith.constant dense<[-1642, -2100, 2214, -2338, 1016, 2711, 1597, -2144, 2144, -325, -87, -2221, 287, 232, -2295, 458, 2290, -2794, 47, -1312, -517, -844, 506, 1464, 1105, -1599, 107, 2167, -1087, 775, -1961, 1354, 1866, 2646, 1959, 2294, -2723, -146, 1764, -324, 1274, -1728, 688, 2423, 1536, -352, -1612, 794, 594, 2644, -893, 1744, -1108, -1968, -264, 784, 2265, 2706, -1051, 1159, -1431, -809, -531, 2760]> : tensor<64xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1] rounding(single_round)
      : tensor<1x4x5x64x!exact_units_x>, tensor<64x3x3x1x!exact_units_w>, tensor<64xi32>
     to tensor<1x4x5x64x!exact_units_y>
  return %y : tensor<1x4x5x64x!exact_units_y>
}

!pixels_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 17>
!pixels_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700]> : tensor<3xf64>, zero_points = dense<0> : tensor<3xi32>>
!pixels_y = !qnn.per_tensor<i8 : f32, scale = 0.054000, zero_point = 2>

// Several pixels in a unit, and blocks of them that overlap.
// INPUT i8: random
// OUTPUT i8: reference
func.func @pixels(%x: tensor<2x4x19x3x!pixels_x>)
    -> tensor<2x4x19x3x!pixels_y> {
  %w = qnn.constant dense<"0x17D4F0A0F8D0F1161BF870DF1B2D07131219F81C3D32F24AFA0118"> : tensor<3x3x3x1xi8>
      to tensor<3x3x3x1x!pixels_w>
  %b = arith.constant dense<[-1178, 1099, 2180]> : tensor<3xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1] rounding(double_round)
      : tensor<2x4x19x3x!pixels_x>, tensor<3x3x3x1x!pixels_w>, tensor<3xi32>
     to tensor<2x4x19x3x!pixels_y>
  return %y : tensor<2x4x19x3x!pixels_y>
}

!two_channels_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -7>
!two_channels_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850]> : tensor<2xf64>, zero_points = dense<0> : tensor<2xi32>>
!two_channels_y = !qnn.per_tensor<i8 : f32, scale = 0.036000, zero_point = 2>

// A line has fewer pixels than a unit.
// INPUT i8: random
// OUTPUT i8: reference
func.func @two_channels(%x: tensor<1x7x3x2x!two_channels_x>)
    -> tensor<1x7x3x2x!two_channels_y> {
  %w = qnn.constant dense<"0xE1FE07FD3B1B0122"> : tensor<2x2x2x1xi8>
      to tensor<2x2x2x1x!two_channels_w>
  %b = arith.constant dense<[1812, 2301]> : tensor<2xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [0, 1, 0, 1] rounding(single_round)
      : tensor<1x7x3x2x!two_channels_x>, tensor<2x2x2x1x!two_channels_w>, tensor<2xi32>
     to tensor<1x7x3x2x!two_channels_y>
  return %y : tensor<1x7x3x2x!two_channels_y>
}

!strided_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 127>
!strided_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550]> : tensor<24xf64>, zero_points = dense<0> : tensor<24xi32>>
!strided_y = !qnn.per_tensor<i8 : f32, scale = 0.054000, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @strided(%x: tensor<1x9x11x24x!strided_x>)
    -> tensor<1x4x5x24x!strided_y> {
  %w = qnn.constant dense<"0xD3E90CF3B708C921D5E7E1EC2F1F160BC8EDECDD12E5E6DAB6153006DD9F062C0B213529F0261CC9F1CDFC15DAB62F0E35D0264B48F80AFA242503CF1BEF17093A29F00D40ED102B2D13D0D3090E5CE1291CC4E306EEFA11E311E9EC13EB0A3A01FB1AF327D216EEE340E13F1834DD2B34FCFB5806F1E9100C063EF41135DC2542CFD8DBBE10BD1234C6F5BB1CE5F60214F401EC04D602BAEE4503D309DDC5E51B0EFDDFD93109DEB4CF59D7FD08FAF6CFDA3DE51EC3F60925D8150EE511E0E3FF9EFCDCCBF11BF12ED6D1380E22E21D0917012BE9DDCB2A"> : tensor<24x3x3x1xi8>
      to tensor<24x3x3x1x!strided_w>
  %b = arith.constant dense<[2051, -1796, 2134, 2518, 2704, 2645, 1884, 2578, -2321, -1260, -2677, 2464, 2190, 750, 2122, -1576, -2170, 2436, -1515, -2698, 453, -2176, 2371, -2891]> : tensor<24xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [2, 2] dilations [1, 1]
      padding [0, 1, 0, 1] rounding(double_round)
      : tensor<1x9x11x24x!strided_x>, tensor<24x3x3x1x!strided_w>, tensor<24xi32>
     to tensor<1x4x5x24x!strided_y>
  return %y : tensor<1x4x5x24x!strided_y>
}

!dilated_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -3>
!dilated_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700]> : tensor<18xf64>, zero_points = dense<0> : tensor<18xi32>>
!dilated_y = !qnn.per_tensor<i8 : f32, scale = 0.054000, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @dilated(%x: tensor<1x9x12x18x!dilated_x>)
    -> tensor<1x9x12x18x!dilated_y> {
  %w = qnn.constant dense<"0xE5D3310BD3FE1EE40FD1160BFBF7FC302DB8DBFA02DB1F5ED9DB06291F05140400F9EF0FFD0DF23906033A040B09C824D22C1AF6D919F538F30600D9CA1B0FFDEA1BE0200DDEEEF7EE0ADFE1D8E11214AC0AD3FD0C37F70FE3B2C318D5F2241BE9EDD334D80002FD26C7DE08F921C71FDDF64513CD1CEF271707E900AD0531EEDC071B00C0F10416C6052F3CD3D7FAECF40815F6DFDEF2ECFE7622F40CD5D11B28E8"> : tensor<18x3x3x1xi8>
      to tensor<18x3x3x1x!dilated_w>
  %b = arith.constant dense<[-2832, -2230, -2725, -1324, 1632, 983, 1806, 1646, -1251, -857, -708, 489, -2205, 660, 1858, 1986, -1928, -920]> : tensor<18xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [2, 3]
      padding [2, 2, 3, 3] rounding(half_even_f32)
      : tensor<1x9x12x18x!dilated_x>, tensor<18x3x3x1x!dilated_w>, tensor<18xi32>
     to tensor<1x9x12x18x!dilated_y>
  return %y : tensor<1x9x12x18x!dilated_y>
}

!five_by_five_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 4>
!five_by_five_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700]> : tensor<33xf64>, zero_points = dense<0> : tensor<33xi32>>
!five_by_five_y = !qnn.per_tensor<i8 : f32, scale = 0.090000, zero_point = 2>

// Columns of two groups.
// INPUT i8: random
// OUTPUT i8: reference
func.func @five_by_five(%x: tensor<1x8x8x33x!five_by_five_x>)
    -> tensor<1x8x8x33x!five_by_five_y> {
  %w = qnn.constant dense<"0x2412E523FF0902DA29BB0639D4CCC1FCF1F518452BE9FF14E40539284C0CFBF8FD18F2C5FB03D719131801FFD0CF13DE06E516E41B1CB520E737DE26392C17D62B10A720F00E021FFB0212EA18FEE9B817ED08E80D2E07ED3EFF11D80B1923D5D229EB09F003A0E60C021AE318243A14FDE7E2D5FEC4161CF6F908E8101D3FE6FC162C24BEF9C40911E8D40B1D3703BBF826EAEF18C8BD1F1402EDF2E99FD7370DC1E0CC420EFDEF1526BA0DB9BCDDFC11FBD9400A12142A1A0F1BACE1520AFEE41BD4E606E10B130DFA28CCE10E0C22E2041AECDDBA353306EFD2F8FA0CFEE81C1ED01AD920FDDB1BF712F2E224D911010C1D103306259D4BF50360F44612C6C9DCDD03F70F0B1A021104F312552244DB291823F0B5FB29E8F73AFEE2CB100623DFF618EDBE092006112A24F913F61EF7F31912EF0703D1F0E22BBCF9DB3094F2DBB5D21B0F13EAED09F232C01CFFDDDBF5DC1D16EFFAA5442939F731362DF6E4EC1BD0F8FDFDFD93EA15C1F1E00E0842D253EBEFD45646C71B0418EEE2F9E4E61BCCDC11340EFB02180BDC17CFBE0D13E01108B3D1E300F0EA1A1C0E182FF72027EF32F7BEF61449F507F0F9D2EAF7CA0300F5D41FEE0504160406D235C9ECFE102E1B22F7FF4E28D802C51BE0D4EEF6021D320A37BC1609FBFB072401F519090415EDF44803DC0AFF4B0DFEE8D0E0EDD222480A130BFD031BE8EB1917E8CBB5BA25DEF4E007E50B400A01130F2B0BD3C10D02220824DFDEF4271444D9B330FF9A28DCF8EDFF00CA3B26FBC3380A0405F2CA04E61D46492115C7143619100FDFD537CF0BCECC15F7D530E4B837098025C12E1811FA310A35D71CC91A2131D0F02BEF062AAFF5E9D710F905CC3CD5D0E436F71F0706DF20EDFB81EDEFDFFA25F4E924E6C0E2E1F5EAE0C207D7215215D70A1305E6FA5C101D2B1C242AD704FFFCF9EEDDD5262AE9F2F4F3B427F7ED44F7EC0EFEFBF50118ED181415FBD410F52D270B29FBFFE0FEE4C9B9C105F11F1910D4DAF0CE351C2406151B2BF62BDF2E22EE2EDA24F014353D0EE910061AB325001808CC1B31FFF2F20313E8E446F7E703FA07CCD4ECFF0B05EEB7040216FAFADD4102EBD6D409DAFCCFF5151EF5F715CAE62EDDF1DC272F37CEF60FEBFCC91D26AFE3EF15E60A0D5E"> : tensor<33x5x5x1xi8>
      to tensor<33x5x5x1x!five_by_five_w>
  %b = arith.constant dense<[-1339, 1490, -2081, -1188, -924, 2322, -2223, -1464, 1348, 2490, -940, 2808, 1008, -1141, 1538, 753, -1145, 1433, 1691, 2707, -2075, 1204, 1820, 1643, -2343, 342, 2566, -2399, 600, -1900, 1121, 1510, 1155]> : tensor<33xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [2, 2, 2, 2] rounding(double_round)
      : tensor<1x8x8x33x!five_by_five_x>, tensor<33x5x5x1x!five_by_five_w>, tensor<33xi32>
     to tensor<1x8x8x33x!five_by_five_y>
  return %y : tensor<1x8x8x33x!five_by_five_y>
}

!seven_by_one_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 0>
!seven_by_one_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000]> : tensor<16xf64>, zero_points = dense<0> : tensor<16xi32>>
!seven_by_one_y = !qnn.per_tensor<i8 : f32, scale = 0.047624, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @seven_by_one(%x: tensor<1x9x4x16x!seven_by_one_x>)
    -> tensor<1x9x4x16x!seven_by_one_y> {
  %w = qnn.constant dense<"0xF3C55349FDF011E12B50C7E8292F1909FC05EBF2EF36BD22CBCEB6E10FF0FFDF05CA08F0D72A37EE2F0D251B06EF30E8FF18BF17F1F7110207EAE4F6F2DF2D3ACBF31FAE210319232DD2160517CFE01A263AC72DF5F7F41626E21506E61FE0EFFE03E3F128050BFF212BFC1CE400D8ED"> : tensor<16x7x1x1xi8>
      to tensor<16x7x1x1x!seven_by_one_w>
  %b = arith.constant dense<[-1861, 2723, -2721, 1592, -2220, -1368, 491, 2186, 1683, 2198, -2190, -28, -694, -1050, -1844, 2581]> : tensor<16xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [3, 3, 0, 0] rounding(single_round)
      : tensor<1x9x4x16x!seven_by_one_x>, tensor<16x7x1x1x!seven_by_one_w>, tensor<16xi32>
     to tensor<1x9x4x16x!seven_by_one_y>
  return %y : tensor<1x9x4x16x!seven_by_one_y>
}

!one_by_nine_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = 1>
!one_by_nine_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700]> : tensor<8xf64>, zero_points = dense<0> : tensor<8xi32>>
!one_by_nine_y = !qnn.per_tensor<i8 : f32, scale = 0.162000, zero_point = 2>

// No second row to divide a weight between.
// INPUT i8: random
// OUTPUT i8: reference
func.func @one_by_nine(%x: tensor<1x2x20x8x!one_by_nine_x>)
    -> tensor<1x2x20x8x!one_by_nine_y> {
  %w = qnn.constant dense<"0xA41B2E39FD334F2B9E2C25763CFCF832CDC5E983684F644A1AD6A1C91A1D012EA5E1A8DB1B346F365BA27823D90D038BD409F98AEF984C65E610B2E4FB9DC298A8A52EC582E00A87"> : tensor<8x1x9x1xi8>
      to tensor<8x1x9x1x!one_by_nine_w>
  %b = arith.constant dense<[2241, -355, -2775, -1262, -366, -324, -2779, 2316]> : tensor<8xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [0, 0, 4, 4] rounding(double_round)
      : tensor<1x2x20x8x!one_by_nine_x>, tensor<8x1x9x1x!one_by_nine_w>, tensor<8xi32>
     to tensor<1x2x20x8x!one_by_nine_y>
  return %y : tensor<1x2x20x8x!one_by_nine_y>
}

!full_range_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -1>
!full_range_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400]> : tensor<40xf64>, zero_points = dense<0> : tensor<40xi32>>
!full_range_y = !qnn.per_tensor<i8 : f32, scale = 0.162000, zero_point = 2>

// Pairs of weights that would saturate.
// INPUT i8: random
// OUTPUT i8: reference
func.func @full_range(%x: tensor<1x6x6x40x!full_range_x>)
    -> tensor<1x6x6x40x!full_range_y> {
  %w = qnn.constant dense<"0x784F2CD99D5497AC2B7D4C036D868D22209C5428D0AF89CFEBC9AE37395830CE29F50474901E680E390CC3018473B339CDF44DAE8EC4BE9EE8DD043BCCDAD28E33FC627FED30476BEC258DB787A14D339EF4405140F28F008A065EFBF635E826590E187FEED07408C51910AD298278FFD22367EC9AEB389760DD5EC7188CB9CD84C41ACD34B1D66D4BAE542D4B2B90F8E78793C5F65CB58A9822A1B8BD79C55B81DBF2CBB9357EA732EEF2A50BDA870709A396E49850390885269568102952094C58225644CD464551C982FA0241FBE5BBAC91994F266221698072702F42F84135A0490824A4F20706723274F1C8A13AE8D63BFAD8CE6BDA962443395BBE51CE0040B43A361A67AD0C4A1464B96674D9CC83C23B7AF93D2E430189E680049DDB1C0C2502FB0760AE7CADE7C158143E9662403B9517505C0334FA45C2E23EA0E828A4A8644249547E8DB76C6C5F5472DAA1614B7BC584F6E64D941629466BBCAEF1A787B47EADEE68"> : tensor<40x3x3x1xi8>
      to tensor<40x3x3x1x!full_range_w>
  %b = arith.constant dense<[-2550, 2578, -1363, 2825, -251, 955, -2552, 1508, 2660, 423, 1783, -1852, 333, -2590, 2132, -1808, -375, -262, -1442, 1245, -2951, -1476, 1414, -750, 1259, -851, -2291, -436, 143, -911, 2439, -553, 1552, 234, 1185, 442, 2579, -2581, -487, -506]> : tensor<40xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1] rounding(double_round)
      : tensor<1x6x6x40x!full_range_x>, tensor<40x3x3x1x!full_range_w>, tensor<40xi32>
     to tensor<1x6x6x40x!full_range_y>
  return %y : tensor<1x6x6x40x!full_range_y>
}

!lowest_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -128>
!lowest_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400]> : tensor<20xf64>, zero_points = dense<0> : tensor<20xi32>>
!lowest_y = !qnn.per_tensor<i8 : f32, scale = 0.162000, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @lowest(%x: tensor<1x5x5x20x!lowest_x>)
    -> tensor<1x5x5x20x!lowest_y> {
  %w = qnn.constant dense<-128> : tensor<20x3x3x1xi8>
      to tensor<20x3x3x1x!lowest_w>
  %b = arith.constant dense<[-965, 114, 572, 1420, -894, -502, -1346, -1921, -2574, -1301, 1397, 2343, 62, 802, 2376, 1005, 2815, 1782, -1843, -4]> : tensor<20xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 1, 1, 1] rounding(single_round)
      : tensor<1x5x5x20x!lowest_x>, tensor<20x3x3x1x!lowest_w>, tensor<20xi32>
     to tensor<1x5x5x20x!lowest_y>
  return %y : tensor<1x5x5x20x!lowest_y>
}

!highest_x = !qnn.per_tensor<i8 : f32, scale = 0.05, zero_point = -128>
!highest_w = !qnn.per_axis<i8 : f32, axis = 0, scales = dense<[0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400, 0.005000, 0.006850, 0.008700, 0.010550, 0.012400]> : tensor<20xf64>, zero_points = dense<0> : tensor<20xi32>>
!highest_y = !qnn.per_tensor<i8 : f32, scale = 0.216000, zero_point = 2>

// INPUT i8: random
// OUTPUT i8: reference
func.func @highest(%x: tensor<1x5x5x20x!highest_x>)
    -> tensor<1x5x5x20x!highest_y> {
  %w = qnn.constant dense<127> : tensor<20x4x4x1xi8>
      to tensor<20x4x4x1x!highest_w>
  %b = arith.constant dense<[-201, -1360, 739, 2791, 1555, 2438, -2581, 2974, -426, -2931, 1366, -2446, 349, 1627, -350, -2711, -760, -1201, 597, -612]> : tensor<20xi32>
  %y = qnn.conv2d %x, %w bias(%b) strides [1, 1] dilations [1, 1]
      padding [1, 2, 1, 2] rounding(double_round)
      : tensor<1x5x5x20x!highest_x>, tensor<20x4x4x1x!highest_w>, tensor<20xi32>
     to tensor<1x5x5x20x!highest_y>
  return %y : tensor<1x5x5x20x!highest_y>
}

!sums_x = !qnn.per_tensor<i8 : f32, scale = 0.5>
!sums_w = !qnn.per_tensor<i8 : f32, scale = 0.5>
!sums_y = !qnn.per_tensor<i8 : f32, scale = 512.0, zero_point = -3>

// The largest sums of products of two rows, where weights allow for 16 bits: the first
// two rows are added to the next two, and the fifth is alone.
// INPUT i8: -128
// INPUT i8: -128 -128 -128 -128 127 127 127
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
// OUTPUT i8: reference
func.func @sums_of_16_bits(%low: tensor<1x7x6x3x!sums_x>, %turns: tensor<1x7x6x3x!sums_x>)
    -> (tensor<1x5x4x3x!sums_y>, tensor<1x5x4x3x!sums_y>, tensor<1x3x6x3x!sums_y>,
        tensor<1x3x6x3x!sums_y>) {
  %three = qnn.constant dense<
      [[[[-128], [-128], [-127]], [[-128], [127], [-128]], [[-127], [-127], [-128]]],
       [[[127], [127], [-127]], [[127], [-128], [127]], [[127], [-128], [-127]]],
       [[[-127], [-127], [-127]], [[-127], [-127], [-127]], [[-127], [-127], [-127]]]]>
      : tensor<3x3x3x1xi8> to tensor<3x3x3x1x!sums_w>
  %five = qnn.constant dense<
      [[[[-128]], [[-128]], [[-127]], [[-127]], [[-128]]],
       [[[127]], [[-127]], [[127]], [[-128]], [[-128]]],
       [[[-127]], [[-128]], [[-128]], [[127]], [[-127]]]]>
      : tensor<3x5x1x1xi8> to tensor<3x5x1x1x!sums_w>
  %0 = qnn.conv2d %low, %three strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x7x6x3x!sums_x>, tensor<3x3x3x1x!sums_w> to tensor<1x5x4x3x!sums_y>
  %1 = qnn.conv2d %turns, %three strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x7x6x3x!sums_x>, tensor<3x3x3x1x!sums_w> to tensor<1x5x4x3x!sums_y>
  %2 = qnn.conv2d %low, %five strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x7x6x3x!sums_x>, tensor<3x5x1x1x!sums_w> to tensor<1x3x6x3x!sums_y>
  %3 = qnn.conv2d %turns, %five strides [1, 1] dilations [1, 1] padding [0, 0, 0, 0]
      : tensor<1x7x6x3x!sums_x>, tensor<3x5x1x1x!sums_w> to tensor<1x3x6x3x!sums_y>
  return %0, %1, %2, %3
      : tensor<1x5x4x3x!sums_y>, tensor<1x5x4x3x!sums_y>, tensor<1x3x6x3x!sums_y>,
        tensor<1x3x6x3x!sums_y>
}
