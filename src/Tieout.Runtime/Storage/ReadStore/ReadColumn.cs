namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>A column of a read table.</summary>
/// <param name="IsText">Else a whole number of 64 bits.</param>
public sealed record ReadColumn(string Name, bool IsText, bool IsNullable);
