"""Gallery: a form with every kind of field, and a filter form."""

from django import forms

from mrv.portal.gallery.words import pick


class ExampleForm(forms.Form):
    """Every layout of the field component."""

    facility = forms.CharField(max_length=60)
    quantity = forms.DecimalField(max_digits=18, decimal_places=4, min_value=0)
    fuel = forms.ChoiceField()
    scope = forms.ChoiceField(widget=forms.RadioSelect)
    workbook = forms.FileField(required=False)
    remark = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    confirm = forms.BooleanField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        labels = {
            "facility": pick("Facility", "设施名称"),
            "quantity": pick("Quantity", "数量"),
            "fuel": pick("Fuel", "燃料品种"),
            "scope": pick("Scope", "范围"),
            "workbook": pick("Activity data workbook", "活动数据工作簿"),
            "remark": pick("Remark", "备注"),
            "confirm": pick("What is declared here is true and complete", "以上填报内容真实、完整"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["quantity"].help_text = pick(
            "In tonnes, up to 4 decimals, without separators", "单位：吨，最多4位小数，不含千位分隔符"
        )
        self.fields["workbook"].help_text = pick("xlsx or csv, at most 20 MB", "xlsx 或 csv，不超过 20 MB")
        fuels = [("coal", pick("Bituminous coal", "烟煤")), ("gas", pick("Natural gas", "天然气"))]
        scopes = [
            ("1", pick("Scope 1, direct", "范围一（直接排放）")),
            ("2", pick("Scope 2, purchased energy", "范围二（外购能源）")),
        ]
        self.fields["fuel"].choices = fuels  # type: ignore[attr-defined]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        self.fields["quantity"].error_messages["min_value"] = pick(
            "The quantity is -4,285.5 t; it must not be negative. Enter the mass burned in the month.",
            "数量为 -4,285.5 吨，不能为负值。请填写当月燃烧量。",
        )
        self.fields["confirm"].error_messages["required"] = pick(
            "Confirm the declaration before you submit.", "提交前请勾选声明。"
        )
        self.fields["quantity"].validators[0].message = self.fields["quantity"].error_messages["min_value"]  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Filters of a list."""

    q = forms.CharField(required=False)
    state = forms.ChoiceField(required=False)
    year = forms.ChoiceField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["q"].label = pick("Facility or code", "设施名称或代码")
        self.fields["state"].label = pick("State", "状态")
        self.fields["year"].label = pick("Year", "年度")
        self.fields["state"].widget.choices = [("", pick("All", "全部")), ("draft", pick("Draft", "草稿"))]
        self.fields["year"].widget.choices = [("2017", "2017"), ("2016", "2016")]


def failed_form() -> ExampleForm:
    """The form after a post with two mistakes."""
    sent = {"facility": "Demo Steel 001", "quantity": "-4285.5", "fuel": "coal", "scope": "1", "confirm": ""}
    return ExampleForm(sent, auto_id="example_%s")
