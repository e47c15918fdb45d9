using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Accounts of each legal entity by role.</summary>
internal sealed class AccountMappingFormat : RowFormat<AccountMapping>
{
    private readonly Column _legalEntity;
    private readonly Column _role;
    private readonly Column _account;
    private readonly VersionColumns _version;

    public AccountMappingFormat()
        : base("account-mappings", true)
    {
        _legalEntity = Required("legal_entity", ColumnForm.Code, "UK", "Whose chart it is");
        _version = Versioned(false);
        _role = Required(
            "role",
            ColumnForm.Word,
            "accounts-receivable",
            "What the account is for",
            Words<AccountRole>.All
        );
        _account = Required(
            "account",
            ColumnForm.Text,
            "1100",
            "Code or name in the entity's chart"
        );
    }

    public override IReadOnlyList<Column> Identifying => [_legalEntity, _role];

    protected override AccountMapping Read(Row row) =>
        new(
            row.Code<LegalEntityCode>(_legalEntity),
            row.Word<AccountRole>(_role),
            row.Version(_version),
            row.RequiredName(_account)
        );

    protected override void Fill(Cells cells, AccountMapping fact)
    {
        cells.Put(_legalEntity, fact.LegalEntity);
        cells.Put(_version.Version, fact.Version);
        cells.PutWord(_role, fact.Role);
        cells.Put(_account, fact.Account);
    }
}
