namespace Tieout.Connect;

/// <summary>A target whose settings translate codes of the hub.</summary>
public interface ICodeMapper
{
    /// <summary>In the order of the settings' documentation.</summary>
    IReadOnlyList<CodeMap> CodeMaps { get; }
}
