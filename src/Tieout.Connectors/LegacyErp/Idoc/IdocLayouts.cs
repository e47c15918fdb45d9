namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>The records of an IDoc's flat file, and the segments that the hub fills.</summary>
/// <remarks>
/// Control, data and status record are those of a file port. Of a segment the fields stand that the
/// hub fills, in SAP's order; where a release has others between them is not verified.
/// </remarks>
internal static class IdocLayouts
{
    /// <summary>EDI_DC40, 524 characters.</summary>
    public static FixedLayout Control { get; } =
        new(
            "EDI_DC40",
            new("TABNAM", 10),
            new("MANDT", 3),
            new("DOCNUM", 16),
            new("DOCREL", 4),
            new("STATUS", 2),
            new("DIRECT", 1),
            new("OUTMOD", 1),
            new("EXPRSS", 1),
            new("TEST", 1),
            new("IDOCTYP", 30),
            new("CIMTYP", 30),
            new("MESTYP", 30),
            new("MESCOD", 3),
            new("MESFCT", 3),
            new("STD", 1),
            new("STDVRS", 6),
            new("STDMES", 6),
            new("SNDPOR", 10),
            new("SNDPRT", 2),
            new("SNDPFC", 2),
            new("SNDPRN", 10),
            new("SNDSAD", 21),
            new("SNDLAD", 70),
            new("RCVPOR", 10),
            new("RCVPRT", 2),
            new("RCVPFC", 2),
            new("RCVPRN", 10),
            new("RCVSAD", 21),
            new("RCVLAD", 70),
            new("CREDAT", 8),
            new("CRETIM", 6),
            new("REFINT", 14),
            new("REFGRP", 14),
            new("REFMES", 14),
            new("ARCKEY", 70),
            new("SERIAL", 20)
        );

    /// <summary>EDI_DD40, 1063 characters.</summary>
    public static FixedLayout Data { get; } =
        new(
            "EDI_DD40",
            new("SEGNAM", 30),
            new("MANDT", 3),
            new("DOCNUM", 16),
            new("SEGNUM", 6),
            new("PSGNUM", 6),
            new("HLEVEL", 2),
            new("SDATA", 1000)
        );

    /// <summary>EDI_DS40, 562 characters.</summary>
    public static FixedLayout Status { get; } =
        new(
            "EDI_DS40",
            new("TABNAM", 10),
            new("MANDT", 3),
            new("DOCNUM", 16),
            new("LOGDAT", 8),
            new("LOGTIM", 6),
            new("STATUS", 2),
            new("STAMQU", 3),
            new("STAMID", 20),
            new("STAMNO", 3),
            new("STATYP", 1),
            new("STAPA1", 50),
            new("STAPA2", 50),
            new("STAPA3", 50),
            new("STAPA4", 50),
            new("STATXT", 70),
            new("UNAME", 12),
            new("REPID", 30),
            new("ROUTID", 30),
            new("SEGNUM", 6),
            new("SEGFLD", 30),
            new("REFINT", 14),
            new("REFGRP", 14),
            new("REFMES", 14),
            new("ARCKEY", 70)
        );

    /// <summary>The header of an accounting document.</summary>
    public static FixedLayout Header { get; } =
        new(
            "E1FIKPF",
            new("BUKRS", 4),
            new("BELNR", 10),
            new("GJAHR", 4),
            new("BLART", 2),
            new("BLDAT", 8),
            new("BUDAT", 8),
            new("MONAT", 2),
            new("CPUDT", 8),
            new("XBLNR", 16),
            new("BKTXT", 25, IsText: true),
            new("WAERS", 5)
        );

    /// <summary>An item of an accounting document.</summary>
    public static FixedLayout Item { get; } =
        new(
            "E1FISEG",
            new("BUZEI", 3),
            new("BSCHL", 2),
            new("KOART", 1),
            new("SHKZG", 1),
            new("MWSKZ", 2),
            new("DMBTR", 16),
            new("WRBTR", 16),
            new("ZUONR", 18, IsText: true),
            new("SGTXT", 50, IsText: true),
            new("TXGRP", 3),
            new("KOSTL", 10),
            new("AUFNR", 12),
            new("HKONT", 10),
            new("PRCTR", 10)
        );

    /// <summary>What an item of a customer says besides; below its item.</summary>
    public static FixedLayout Customer { get; } =
        new(
            "E1FINBU",
            new("KUNNR", 10),
            new("ZFBDT", 8),
            new("ZTERM", 4),
            new("REBZG", 10),
            new("REBZJ", 4),
            new("REBZZ", 3)
        );

    /// <summary>A tax of an accounting document.</summary>
    public static FixedLayout Tax { get; } =
        new(
            "E1FISET",
            new("BUZEI", 3),
            new("MWSKZ", 2),
            new("HKONT", 10),
            new("TXGRP", 3),
            new("SHKZG", 1),
            new("FWBAS", 16),
            new("FWSTE", 16),
            new("KTOSL", 3),
            new("KBETR", 16)
        );

    /// <summary>General data of a customer.</summary>
    public static FixedLayout CustomerMaster { get; } =
        new(
            "E1KNA1M",
            new("MSGFN", 3),
            new("KUNNR", 10),
            new("KTOKD", 4),
            new("LAND1", 3),
            new("NAME1", 35, IsText: true),
            new("NAME2", 35, IsText: true),
            new("ORT01", 35, IsText: true),
            new("PSTLZ", 10),
            new("REGIO", 3),
            new("STRAS", 35, IsText: true),
            new("STCEG", 20)
        );

    /// <summary>A customer's data in a company code.</summary>
    public static FixedLayout CustomerCompany { get; } =
        new("E1KNB1M", new("MSGFN", 3), new("BUKRS", 4));
}
