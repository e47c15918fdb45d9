namespace Tieout.Connectors.LegacyErp;

/// <summary>Which documented interface the files are written in.</summary>
public enum LegacyErpFormat
{
    /// <summary>Oracle E-Business Suite: rows of RA_INTERFACE_LINES_ALL for AutoInvoice, as CSV.</summary>
    Oracle,

    /// <summary>SAP: IDocs FIDCCP02 and DEBMAS06 in the flat file of a file port.</summary>
    Idoc,
}
