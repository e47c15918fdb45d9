namespace Tieout.Sandbox.Firm;

/// <summary>Words that names are made of.</summary>
internal static class FirmNames
{
    public static IReadOnlyList<string> Houses { get; } =
    [
        "Alder",
        "Birch",
        "Calder",
        "Dunmore",
        "Everett",
        "Fenwick",
        "Garrick",
        "Halden",
        "Iver",
        "Jarrow",
        "Kestrel",
        "Larch",
        "Merrow",
        "Norden",
        "Orwell",
        "Penrose",
        "Quill",
        "Rowan",
        "Selby",
        "Thorne",
        "Ullmann",
        "Vesper",
        "Wren",
        "Yarrow",
    ];

    public static IReadOnlyList<string> Trades { get; } =
    [
        "Foods",
        "Logistics",
        "Energy",
        "Insurance",
        "Retail",
        "Pharma",
        "Rail",
        "Telecom",
        "Optics",
        "Paper",
        "Shipping",
        "Tools",
    ];

    public static IReadOnlyList<string> Streets { get; } =
    ["Mill Lane", "Station Road", "Harbour Street", "Market Square", "Park Avenue"];

    public static IReadOnlyList<string> FirstNames { get; } =
    [
        "Ada",
        "Bela",
        "Carla",
        "Dmitri",
        "Elif",
        "Femi",
        "Greta",
        "Hiro",
        "Ines",
        "Jonas",
        "Kofi",
        "Lena",
        "Mateo",
        "Nadia",
        "Omar",
        "Paula",
        "Quentin",
        "Rosa",
        "Sven",
        "Tara",
    ];

    public static IReadOnlyList<string> LastNames { get; } =
    [
        "Abel",
        "Brandt",
        "Castro",
        "Dale",
        "Ekberg",
        "Fischer",
        "Grant",
        "Holm",
        "Ito",
        "Jansen",
        "Kaya",
        "Lindner",
        "Moreau",
        "Novak",
        "Okafor",
        "Price",
        "Quinn",
        "Reyes",
        "Stone",
        "Tran",
    ];

    public static IReadOnlyList<string> Undertakings { get; } =
    [
        "Order to cash redesign",
        "Data platform",
        "Plant roll-out",
        "Pricing study",
        "Finance close",
        "Cloud move",
        "Post-merger office",
        "Supply planning",
        "Audit readiness",
        "Field service app",
    ];

    public static IReadOnlyList<string> Notes { get; } =
    [
        "Workshop with the process owners",
        "Design review",
        "Interface tests",
        "Steering meeting",
        "Data migration, trial run",
        "Fit-gap analysis",
        "Defect analysis",
        "Training, group 2",
        "Report layouts",
        "Cutover planning",
    ];
}
