namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>The record types that the account serves, with the fields it knows of them.</summary>
/// <remarks>Names and types are those of the vendor's record catalogue of 2026.1.</remarks>
internal static class RecordTypes
{
    private const string Stamps = "id:s! externalId:s dateCreated:t! lastModifiedDate:t! ";
    private const string OfTransaction =
        "id:s! externalId:s tranId:s tranDate:d postingPeriod:@accountingPeriod "
        + "createdDate:t! lastModifiedDate:t! memo:s subsidiary:@subsidiary "
        + "currency:@currency exchangeRate:n department:@department class:@classification "
        + "location:@location status:e! ";
    private const string Totals =
        "subtotal:n! taxTotal:n! total:n! amountPaid:n! amountRemaining:n! ";

    private static readonly FieldSet Address = FieldSet.Parse(
        "addressee:s attention:s addr1:s addr2:s addr3:s city:s state:s zip:s country:e addrPhone:s "
            + "override:b addrText:s!"
    );

    private static readonly FieldSet AddressBook = FieldSet
        .Parse("id:i! line:i! label:s defaultBilling:b defaultShipping:b isResidential:b")
        .With("addressBookAddress", FieldKind.Subrecord, Address);

    private static readonly FieldSet SaleLine = FieldSet.Parse(
        "line:i item:@serviceSaleItem description:s quantity:n rate:n amount:n taxCode:@salesTaxItem "
            + "taxRate1:n! tax1Amt:n grossAmt:n! department:@department class:@classification "
            + "location:@location job:@job revRecStartDate:d revRecEndDate:d account:@account!"
    );

    private static readonly FieldSet ApplyLine = FieldSet.Parse(
        "line:i! doc:@transaction apply:b amount:n due:n! total:n! refNum:s! applyDate:d! "
            + "type:s! currency:s!"
    );

    private static readonly FieldSet JournalLine = FieldSet.Parse(
        "line:i account:@account debit:n credit:n memo:s entity:@customer department:@department "
            + "class:@classification location:@location startDate:d endDate:d eliminate:b"
    );

    public static IReadOnlyList<RecordType> All { get; } =
    [
        Entity(
            "customer",
            "Customer",
            FieldSet
                .Parse(
                    Stamps
                        + "entityId:s companyName:s isPerson:b firstName:s lastName:s email:s phone:s "
                        + "parent:@customer subsidiary:@subsidiary currency:@currency terms:@term "
                        + "vatRegNumber:s taxItem:@salesTaxItem category:e entityStatus:e "
                        + "receivablesAccount:@account isInactive:b balance:n! comments:s url:s "
                        + "creditLimit:n defaultAddress:s!"
                )
                .With("addressBook", FieldKind.Sublist, AddressBook)
        ),
        Entity(
            "job",
            "Project",
            FieldSet.Parse(
                Stamps
                    + "entityId:s companyName:s parent:@customer subsidiary:@subsidiary "
                    + "currency:@currency entityStatus:e jobBillingType:e startDate:d "
                    + "projectedEndDate:d projectManager:@employee isInactive:b comments:s"
            )
        ),
        Entity(
            "employee",
            "Employee",
            FieldSet.Parse(
                Stamps
                    + "entityId:s firstName:s lastName:s email:s subsidiary:@subsidiary "
                    + "supervisor:@employee isInactive:b hireDate:d title:s"
            )
        ),
        new(
            "customerSubsidiaryRelationship",
            "Customer-Subsidiary Relationship",
            Code: null,
            "name",
            IsWritable: true,
            FieldSet.Parse(
                "id:s! externalId:s lastModifiedDate:t! name:s! entity:@customer subsidiary:@subsidiary isPrimarySub:b! isInactive:b"
            )
        ),
        new(
            "timeBill",
            "Track Time",
            Code: null,
            "id",
            IsWritable: true,
            FieldSet.Parse(
                "id:s! externalId:s createdDate:t! lastModifiedDate:t! employee:@employee "
                    + "customer:@entity item:@serviceSaleItem caseTaskEvent:s tranDate:d hours:s memo:s "
                    + "isBillable:b rate:n price:e approvalStatus:e rejectionNote:s timeType:e "
                    + "subsidiary:@subsidiary department:@department class:@classification "
                    + "location:@location posted:b! status:b!"
            )
        ),
        Transaction(
            "invoice",
            "Invoice",
            "CustInvc",
            FieldSet
                .Parse(
                    OfTransaction
                        + Totals
                        + "entity:@customer dueDate:d terms:@term otherRefNum:s job:@job "
                        + "approvalStatus:e account:@account startDate:d endDate:d"
                )
                .With("item", FieldKind.Sublist, SaleLine)
        ),
        Transaction(
            "creditMemo",
            "Credit Memo",
            "CustCred",
            FieldSet
                .Parse(
                    OfTransaction
                        + Totals
                        + "entity:@customer createdFrom:@transaction otherRefNum:s job:@job "
                        + "account:@account applied:n! unapplied:n! autoApply:b"
                )
                .With("item", FieldKind.Sublist, SaleLine)
                .With("apply", FieldKind.Sublist, ApplyLine)
        ),
        Transaction(
            "customerPayment",
            "Payment",
            "CustPymt",
            FieldSet
                .Parse(
                    OfTransaction
                        + "customer:@customer payment:n account:@account undepFunds:e "
                        + "arAcct:@account applied:n! unapplied:n! total:n! checkNumber:s autoApply:b"
                )
                .With("apply", FieldKind.Sublist, ApplyLine)
        ),
        Transaction(
            "journalEntry",
            "Journal",
            "Journal",
            FieldSet
                .Parse(
                    OfTransaction
                        + "toSubsidiary:@subsidiary approved:b approvalStatus:e reversalDate:d "
                        + "reversalDefer:b isReversal:b void:b"
                )
                .With("line", FieldKind.Sublist, JournalLine)
        ),
        SetUp(
            "subsidiary",
            "Subsidiary",
            "name:s country:e currency:@currency parent:@subsidiary isInactive:b"
        ),
        SetUp(
            "account",
            "Account",
            "acctNumber:s acctName:s accttype:e currency:@currency isInactive:b",
            "acctName"
        ),
        SetUp(
            "serviceSaleItem",
            "Service for Sale",
            "itemId:s displayName:s incomeAccount:@account isInactive:b",
            "itemId"
        ),
        SetUp(
            "currency",
            "Currency",
            "name:s symbol:s currencyPrecision:i exchangeRate:n isInactive:b"
        ),
        SetUp(
            "salesTaxItem",
            "Tax Code",
            "itemId:s rate:n taxAccount:@account isInactive:b",
            "itemId"
        ),
        SetUp("term", "Term", "name:s daysUntilNetDue:i isInactive:b"),
        SetUp("department", "Department", "name:s isInactive:b"),
        SetUp("classification", "Class", "name:s isInactive:b"),
        SetUp("location", "Location", "name:s isInactive:b"),
        SetUp(
            "accountingPeriod",
            "Accounting Period",
            "periodName:s startDate:d endDate:d parent:@accountingPeriod isPosting:b isAdjust:b "
                + "isQuarter:b isYear:b closed:b allLocked:b arLocked:b apLocked:b allowNonGLChanges:b closedOnDate:d",
            "periodName"
        ),
    ];

    public static RecordType? Find(string name) =>
        All.FirstOrDefault(x => string.Equals(x.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The types that a reference may lead to.</summary>
    public static IEnumerable<RecordType> Targets(string target) =>
        target switch
        {
            "transaction" => All.Where(x => x.IsTransaction),
            "entity" => All.Where(x => x.Name is "customer" or "job"),
            _ => All.Where(x => string.Equals(x.Name, target, StringComparison.Ordinal)),
        };

    private static RecordType Entity(string name, string label, FieldSet fields) =>
        new(name, label, Code: null, "entityId", IsWritable: true, fields);

    private static RecordType Transaction(
        string name,
        string label,
        string code,
        FieldSet fields
    ) => new(name, label, code, "tranId", IsWritable: true, fields);

    private static RecordType SetUp(
        string name,
        string label,
        string fields,
        string nameField = "name"
    ) =>
        new(
            name,
            label,
            Code: null,
            nameField,
            IsWritable: false,
            FieldSet.Parse("id:s! externalId:s lastModifiedDate:t! " + fields)
        );
}
