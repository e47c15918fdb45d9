namespace Tieout.Connectors.Files.Layouts;

/// <summary>The kinds of contract lines, as a file spells them.</summary>
internal enum LineKind
{
    TimeAndMaterials,
    FixedFee,
    Milestones,
    Retainer,
    Units,
    Progress,
    Reimbursables,
}
